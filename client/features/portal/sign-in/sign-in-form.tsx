import { PortalSignInInput } from "../../../../shared/portal-api";
import { Link } from "../../../ui/link";
import { firstIssues } from "../form/issues";
import { PasswordField } from "../form/password-field";
import { SubmitRow } from "../form/submit-row";
import { TextField } from "../form/text-field";
import { useForm } from "../form/use-form";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { useSignIn, type Credentials } from "./use-sign-in";
import { t } from "./words";

const check = (values: Credentials) => firstIssues<Credentials>(PortalSignInInput.safeParse(values));

export function SignInForm({ email }: { email: string }) {
  const send = useSignIn();
  const form = useForm<Credentials>({ initial: { email, password: "" }, check, send });
  return (
    <form
      noValidate
      aria-label={t("title")}
      onSubmit={(event) => void form.onSubmit(event)}
      className="flex flex-col gap-5"
    >
      <TextField
        label={t("email")}
        state={form.field("email")}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
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
      <div className="mt-3">
        <SubmitRow
          label={t("submit")}
          busyLabel={t("submitting")}
          meanwhile=""
          busy={form.busy}
          failure={form.failure}
          errorCount={form.errorCount}
        />
      </div>
    </form>
  );
}
