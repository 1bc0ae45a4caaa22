import { refusals } from "../../shared/refusals";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { expected } from "../expected";
import type { DoorsOptions } from "./doors";
import { ownGuessKeysOf } from "./guess-keys";
import { passwordMatches } from "./passwords";
import { refuseTooMany, tooMany } from "./too-many";

/** Fails with `too_many` when too many mails were asked for, or one went to the same address a moment ago. */
export function refuseMail({ waitMs, sentLately }: { waitMs: number; sentLately: boolean }): void {
  if (waitMs <= 0) return;
  throw sentLately
    ? expected({ code: "too_many", message: refusals.tooManyMailsLately })
    : tooMany("tooManyMails", waitMs);
}

/**
 * Judges the password of a member who is signed in, as one that is guessed. Answers what the mutation needs for which it
 * was asked: it takes the guess back, if the password is still the same by then. Fails with `invalid` on `field`.
 */
export async function proveOwnPassword(
  { convex, address }: Pick<DoorsOptions, "convex" | "address">,
  { userId, password, field }: { userId: string; password: string; field: "current" | "password" },
) {
  const keys = ownGuessKeysOf(userId, address);
  const asked = { convexId: userId as Id<"users">, keys };
  const begun = await convex.as(systemActor).mutation(api.memberPasswords.beginOwn, asked);
  refuseTooMany(begun);
  if (!begun.passwordHash || !(await passwordMatches(begun.passwordHash, password))) {
    throw expected({ code: "invalid", field, message: "This is not your password." });
  }
  return { provenHash: begun.passwordHash, keys };
}
