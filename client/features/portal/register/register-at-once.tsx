import { RegisterForm, type Known } from "./register-form";
import { checkRegistration } from "./registration-check";
import { useRegistration } from "./use-registration";

/** Who registers chooses a password and is in. */
export function RegisterAtOnce({ known }: { known: Known | undefined }) {
  return <RegisterForm known={known} check={checkRegistration} send={useRegistration()} />;
}
