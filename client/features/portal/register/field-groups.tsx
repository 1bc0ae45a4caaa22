import type { ReactNode } from "react";
import { Link } from "../../../ui/link";
import { EmailField } from "../form/email-field";
import { PhoneField } from "../form/profile-fields";
import { TickField } from "../form/tick-field";
import type { FieldState } from "../form/use-form";
import { linkLook } from "../link-look";
import { useOrganization } from "../organization";
import { NewPasswordFields } from "../password/new-password-fields";
import { portalPaths } from "../paths";
import type { Typed } from "./registration-check";
import { t } from "./words";

type Props = { field: <F extends keyof Typed>(name: F) => FieldState<Typed[F]> };

/** `hint`: what the address is for, beside what everybody knows. */
export function ContactFields({ field, hint }: Props & { hint: string | null }) {
  const email = field("email");
  return (
    <>
      <EmailField
        label={t("email")}
        state={email}
        autoComplete="email"
        hint={email.refused ? <SignInInstead email={email.value} /> : hint}
      />
      <PhoneField field={field} />
    </>
  );
}

/** The e-mail goes along in the history entry, not in the address: it is nobody else's business. */
function SignInInstead({ email }: { email: string }) {
  return (
    <span className="flex flex-wrap gap-x-4">
      <Link to={portalPaths.signIn} state={{ email }} className={linkLook}>
        {t("toSignIn")}
      </Link>
      <Link to={portalPaths.forgotPassword} state={{ email }} className={linkLook}>
        {t("setByMail")}
      </Link>
    </span>
  );
}

export function PasswordFields({ field }: Props) {
  const own = [field("firstName").value, field("lastName").value, field("email").value];
  return <NewPasswordFields password={field("password")} again={field("passwordAgain")} own={own} first />;
}

export function TermsField({ field }: Props) {
  const { name, termsUrl, privacyUrl } = useOrganization();
  const label = t.rich("acceptTerms", {
    organization: name,
    terms: (words) => <ToRead url={termsUrl}>{words}</ToRead>,
    privacy: (words) => <ToRead url={privacyUrl}>{words}</ToRead>,
  });
  return <TickField state={field("terms")} label={label} />;
}

/** In a tab of its own: what was typed stays where it is. */
function ToRead({ url, children }: { url: string; children: ReactNode }) {
  if (!url) return children;
  return (
    <a href={url} target="_blank" rel="noreferrer" className={linkLook}>
      {children}
    </a>
  );
}
