import { strengthOf } from "../../shared/password-strength";
import { expected } from "../expected";

/** Refuses a password that is long enough and yet among the first to be tried. `own`: what others know of the person. */
export async function refuseGuessable(password: string, own: readonly string[]): Promise<void> {
  if ((await strengthOf(password, own)) !== "guessable") return;
  const message =
    "This password is easily guessed. Use one of several words that nobody would expect together.";
  throw expected({ code: "invalid", field: "password", message });
}
