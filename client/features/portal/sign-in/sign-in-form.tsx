import { PortalSignInInput } from "../../../../shared/portal-api";
import { firstIssues } from "../form/issues";
import { PasswordField } from "../form/password-field";
import { SubmitRow } from "../form/submit-row";
import { TextField } from "../form/text-field";
import { useForm } from "../form/use-form";
import { useSignIn, type Credentials } from "./use-sign-in";

const check = (values: Credentials) => firstIssues<Credentials>(PortalSignInInput.safeParse(values));

export function SignInForm({ email }: { email: string }) {
  const send = useSignIn();
  const form = useForm<Credentials>({ initial: { email, password: "" }, check, send });
  return (
    <form
      noValidate
      aria-label="Sign in"
      onSubmit={(event) => void form.onSubmit(event)}
      className="flex flex-col gap-5"
    >
      <TextField
        label="E-mail"
        state={form.field("email")}
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordField
        label="Password"
        subject="password"
        state={form.field("password")}
        autoComplete="current-password"
      />
      <div className="mt-3">
        <SubmitRow
          label="Sign in"
          busyLabel="Signing in…"
          meanwhile=""
          busy={form.busy}
          failure={form.failure}
          errorCount={form.errorCount}
        />
      </div>
    </form>
  );
}
