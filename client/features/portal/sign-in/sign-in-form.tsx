import { PortalSignInInput } from "../../../../shared/portal-api";
import { Link } from "../../../ui/link";
import { EmailField } from "../form/email-field";
import { firstIssues } from "../form/issues";
import { PasswordField } from "../form/password-field";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { useSignIn, type Credentials } from "./use-sign-in";
import { t } from "./words";

const check = (values: Credentials) => firstIssues<Credentials>(PortalSignInInput.safeParse(values));

type Props = {
  email: string;
  /** Of the link in a mail that wants somebody who is signed in. */
  token?: string | undefined;
};

export function SignInForm({ email, token }: Props) {
  const send = useSignIn(token);
  const form = useForm<Credentials>({ initial: { email, password: "" }, check, send });
  return (
    <PortalForm name={t("title")} form={form} label={t("submit")} busyLabel={t("submitting")}>
      <EmailField label={t("email")} state={form.field("email")} autoComplete="username" />
      <PasswordField
        label={t("password")}
        subject={t("passwordSubject")}
        state={form.field("password")}
        autoComplete="current-password"
        hint={
          <Link
            to={portalPaths.forgotPassword}
            state={{ email: form.field("email").value }}
            className={linkLook}
          >
            {t("forgotten")}
          </Link>
        }
      />
    </PortalForm>
  );
}
