import { Link } from "../../../ui/link";
import { salutations } from "../../../../shared/registration";
import { PasswordField } from "../form/password-field";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";
import { TickField } from "../form/tick-field";
import type { FieldState } from "../form/use-form";
import { linkLook } from "../link-look";
import { ORGANIZATION } from "../organization";
import { portalPaths } from "../paths";
import type { Typed } from "./registration-check";
import { t } from "./words";

type Props = { field: <F extends keyof Typed>(name: F) => FieldState<Typed[F]> };

const salutationNames = {
  "": t("noSalutation"),
  ...{ Frau: t("frau"), Herr: t("herr"), Divers: t("divers") },
} as const;
const salutationOptions = salutations.map((value) => ({ value, label: salutationNames[value] }));

export function PersonFields({ field }: Props) {
  return (
    <>
      <SelectField label={t("salutation")} state={field("salutation")} options={salutationOptions} />
      <TextField
        label={t("titleField")}
        optional
        state={field("title")}
        hint={t("titleHint")}
        autoComplete="honorific-prefix"
      />
      <TextField
        label={t("firstName")}
        state={field("firstName")}
        autoComplete="given-name"
        autoCapitalize="words"
      />
      <TextField
        label={t("lastName")}
        state={field("lastName")}
        autoComplete="family-name"
        autoCapitalize="words"
      />
    </>
  );
}

export function ContactFields({ field }: Props) {
  const email = field("email");
  const phone = field("phone");
  return (
    <>
      <TextField
        label={t("email")}
        state={email}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        hint={email.refused ? <SignInInstead email={email.value} /> : null}
      />
      <TextField
        label={t("phone")}
        optional
        state={phone}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        hint={phone.error ? null : t("phoneHint")}
      />
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

export function WorkFields({ field }: Props) {
  return (
    <>
      <TextField
        label={t("organization")}
        optional
        state={field("organization")}
        hint={t("organizationHint")}
        autoComplete="organization"
      />
      <TextField label={t("profession")} optional state={field("profession")} />
      <TextField label={t("position")} optional state={field("position")} autoComplete="organization-title" />
    </>
  );
}

export function PasswordFields({ field }: Props) {
  const password = field("password");
  return (
    <>
      <PasswordField
        label={t("password")}
        subject={t("passwordSubject")}
        state={password}
        hint={password.error ? null : t("passwordHint")}
        autoComplete="new-password"
      />
      <PasswordField
        label={t("again")}
        subject={t("againSubject")}
        state={field("passwordAgain")}
        autoComplete="new-password"
      />
    </>
  );
}

export function TermsField({ field }: Props) {
  return <TickField state={field("terms")} label={t("acceptTerms", { organization: ORGANIZATION })} />;
}
