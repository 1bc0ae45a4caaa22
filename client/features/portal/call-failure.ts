import { describeError } from "../../lib/api-error";
import { withReference } from "./reference";

export type CallFailure = { field: string | null; signedOut: boolean; message: string };

/** A failed call in the portal's words. `refused` is for people as the server wrote it; the rest is ours. */
export function callFailure(error: unknown, words: { unanswered: string; unavailable: string }): CallFailure {
  const { message, code, field, unanswered, unauthenticated, worthRetrying } = describeError(error);
  // When to come again is nothing we know.
  const isOurs = worthRetrying && code !== "too_many";
  const ours = unanswered ? words.unanswered : isOurs ? withReference(words.unavailable, error) : null;
  return { field, signedOut: unauthenticated, message: ours ?? message };
}
