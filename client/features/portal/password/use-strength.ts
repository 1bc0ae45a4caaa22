import { useEffect, useState } from "react";
import type { PasswordStrength } from "../../../../shared/password-strength";

/** Judging takes a moment, so it waits until somebody pauses; in ms. */
const PAUSE_MS = 250;
/** Shorter ones the form refuses anyway. */
const SHORTEST = 10;

/**
 * How easily a password is guessed; `null` while that is not known, or the judge could not be loaded. While somebody types,
 * it is what was so at their last pause.
 */
export function useStrength(password: string, own: readonly string[]): PasswordStrength | null {
  const [judged, setJudged] = useState<PasswordStrength | null>(null);
  const words = own.join("\n");
  useEffect(() => {
    if (password.length < SHORTEST) return;
    let left = false;
    const timer = setTimeout(() => {
      void judge(password, words.split("\n")).then((strength) => {
        if (!left) setJudged(strength);
      });
    }, PAUSE_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [password, words]);
  return password.length >= SHORTEST ? judged : null;
}

/** The judge comes with a list of passwords, over a line that may break: then there is no meter, and the server judges. */
async function judge(password: string, own: readonly string[]): Promise<PasswordStrength | null> {
  try {
    const { strengthOf } = await import("../../../../shared/password-strength");
    return await strengthOf(password, own);
  } catch {
    return null;
  }
}
