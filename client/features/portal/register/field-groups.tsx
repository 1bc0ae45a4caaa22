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

type Props = { field: <F extends keyof Typed>(name: F) => FieldState<Typed[F]> };

const salutationNames = { "": "No salutation", Frau: "Ms", Herr: "Mr", Divers: "Mx" } as const;
const salutationOptions = salutations.map((value) => ({ value, label: salutationNames[value] }));

export function PersonFields({ field }: Props) {
  return (
    <>
      <SelectField label="Salutation" state={field("salutation")} options={salutationOptions} />
      <TextField
        label="Title"
        optional
        state={field("title")}
        hint="Such as Dr. or Prof."
        autoComplete="honorific-prefix"
      />
      <TextField
        label="First name"
        state={field("firstName")}
        autoComplete="given-name"
        autoCapitalize="words"
      />
      <TextField
        label="Last name"
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
        label="E-mail"
        state={email}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        hint={email.refused ? <SignInInstead email={email.value} /> : null}
      />
      <TextField
        label="Phone"
        optional
        state={phone}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        hint={phone.error ? null : "With area code, such as +49 151 2345678."}
      />
    </>
  );
}

/** The e-mail goes along in the history entry, not in the address: it is nobody else's business. */
function SignInInstead({ email }: { email: string }) {
  return (
    <Link to={portalPaths.signIn} state={{ email }} className={linkLook}>
      Go to sign-in
    </Link>
  );
}

export function WorkFields({ field }: Props) {
  return (
    <>
      <TextField
        label="Organisation"
        optional
        state={field("organization")}
        hint="Such as a hospital or a practice."
        autoComplete="organization"
      />
      <TextField label="Profession" optional state={field("profession")} />
      <TextField label="Position" optional state={field("position")} autoComplete="organization-title" />
    </>
  );
}

export function PasswordFields({ field }: Props) {
  const password = field("password");
  return (
    <>
      <PasswordField
        label="Password"
        subject="password"
        state={password}
        hint={
          password.error ? null : "At least 10 characters. A few words in a row are easy to keep in mind."
        }
        autoComplete="new-password"
      />
      <PasswordField
        label="Repeat password"
        subject="repeated password"
        state={field("passwordAgain")}
        autoComplete="new-password"
      />
    </>
  );
}

export function TermsField({ field }: Props) {
  return (
    <TickField
      state={field("terms")}
      label={`I accept the terms of use and the privacy notice of ${ORGANIZATION}.`}
    />
  );
}
