import type { SignedIn } from "../auth/identify";
import { expected } from "../expected";

/** How long an answer to the question whether somebody is still signed in holds, in ms: a burst of messages asks once. */
const HOLDS_MS = 250;

/**
 * A stream for as long as the operator is who they were when it began: signed in, with the same role. A stream lives for
 * minutes, and who is shut out must not be told anything more.
 */
export async function* whileSignedIn(
  stream: AsyncIterable<unknown>,
  { operator, operatorNow }: { operator: SignedIn; operatorNow: () => Promise<SignedIn | null> },
): AsyncGenerator<unknown> {
  let askedAt = 0;
  for await (const message of stream) {
    if (Date.now() - askedAt >= HOLDS_MS) {
      const now = await operatorNow();
      if (now?.operatorId !== operator.operatorId || now.role !== operator.role) throw signInFirst();
      askedAt = Date.now();
    }
    yield message;
  }
}

const signInFirst = () => expected({ code: "unauthenticated", message: "Sign in first." });
