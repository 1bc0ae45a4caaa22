import { describeError } from "../../lib/api-error";

/** How long a person waits for an answer before the page says that none came. */
const ANSWER_LIMIT_MS = 20_000;
export const answerLimit = () => ({ signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });

export type CallFailure = { field: string | null; signedOut: boolean; message: string };

/** A failed call in the portal's words. `refused` is for people as the server wrote it; the rest is ours. */
export function callFailure(error: unknown, words: { unanswered: string; unavailable: string }): CallFailure {
  const { message, code, field, unanswered, unauthenticated, worthRetrying } = describeError(error);
  // When to come again is nothing we know.
  const isOurs = worthRetrying && code !== "too_many";
  const ours = unanswered ? words.unanswered : isOurs ? words.unavailable : null;
  return { field, signedOut: unauthenticated, message: ours ?? message };
}
