import { ConvexError } from "convex/values";
import type { AppError } from "../../shared/errors";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import type { DoorsOptions } from "./doors";
import { ownGuessKeysOf } from "./guess-keys";
import { passwordMatches } from "./passwords";
import { waitWords } from "./portal-guard";

/** Fails with `too_many` when somebody has guessed too often. */
export function refuseTooMany({ waitMs }: { waitMs: number }): void {
  if (waitMs <= 0) return;
  const message = `Too many wrong passwords. Try again in ${waitWords(waitMs)}.`;
  throw new ConvexError<AppError>({ code: "too_many", message });
}

/** Fails with `too_many` when too many mails were asked for, or one went to the same address a moment ago. */
export function refuseMail({ waitMs, sentLately }: { waitMs: number; sentLately: boolean }): void {
  if (waitMs <= 0) return;
  const message = sentLately
    ? "A mail was asked for to this address a few minutes ago, and the link in it still works. Look in the mailbox, also among the spam."
    : `Too many mails were asked for. Try again in ${waitWords(waitMs)}.`;
  throw new ConvexError<AppError>({ code: "too_many", message });
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
    throw new ConvexError<AppError>({ code: "invalid", field, message: "This is not your password." });
  }
  return { provenHash: begun.passwordHash, keys };
}
