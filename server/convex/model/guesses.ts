import { v, type Infer } from "convex/values";
import { freeGuesses, GUESSES_KEPT_MS, waitAfter } from "../../../shared/guess-delay";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** What tries are counted by: SHA-256 of the e-mail and of the network address, so that neither is kept. */
export const guessKeys = v.object({ account: v.string(), address: v.string() });
export type GuessKeys = Infer<typeof guessKeys>;

/** Rows forgotten with each new one: more than come in, so that they cannot pile up. */
const FORGOTTEN_AT_ONCE = 5;

/** How long somebody is known at a network where they were right, in ms. */
const KNOWN_MS = 30 * 24 * 3_600_000;

/**
 * Counts a try as wrong before it is judged, so that a hundred at the same moment are counted too; `forgive` takes it back.
 * Answers how long to wait, in ms: then it was not counted and must not be judged. Where the account's owner was right
 * lately, tries are counted apart from everybody else's: who guesses from elsewhere does not keep them out.
 */
export async function beginGuess(ctx: MutationCtx, keys: GuessKeys): Promise<number> {
  const now = Date.now();
  const [account, address] = [await rowCounted(ctx, keys), await rowOf(ctx, keys.address)];
  const waitMs = Math.max((account?.until ?? 0) - now, (address?.until ?? 0) - now);
  if (waitMs > 0) return waitMs;
  await count(ctx, account?.key ?? keys.account, account, freeGuesses.account);
  await count(ctx, keys.address, address, freeGuesses.address);
  await forgetOldGuesses(ctx, FORGOTTEN_AT_ONCE);
  return 0;
}

/** They were right: they are known here, with nothing against them, and the address has one less. */
export async function forgive(ctx: MutationCtx, keys: GuessKeys): Promise<void> {
  const [account, address] = [await rowCounted(ctx, keys), await rowOf(ctx, keys.address)];
  if (account) await ctx.db.delete("operatorGuesses", account._id);
  const known = { key: keyHere(keys), failures: 0, until: 0, forgetAt: Date.now() + KNOWN_MS };
  await ctx.db.insert("operatorGuesses", known);
  if (!address) return;
  const failures = Math.max(0, address.failures - 1);
  await ctx.db.patch("operatorGuesses", address._id, { failures, until: 0 });
}

const keyHere = ({ account, address }: GuessKeys) => `${account} at ${address}`;

/** What tries on the account from this address count for. */
async function rowCounted(ctx: MutationCtx, keys: GuessKeys): Promise<Doc<"operatorGuesses"> | null> {
  const here = await rowOf(ctx, keyHere(keys));
  return here && here.forgetAt > Date.now() ? here : rowOf(ctx, keys.account);
}

async function count(ctx: MutationCtx, key: string, row: Doc<"operatorGuesses"> | null, free: number) {
  const now = Date.now();
  const failures = row && row.forgetAt > now ? row.failures + 1 : 1;
  const forgetAt = Math.max(now + GUESSES_KEPT_MS, row?.forgetAt ?? 0);
  const fields = { key, failures, until: now + waitAfter(failures, free), forgetAt };
  if (row) await ctx.db.replace("operatorGuesses", row._id, fields);
  else await ctx.db.insert("operatorGuesses", fields);
}

/** Clears away rows whose time is over, at most `most`: also those after which nobody guesses. */
export async function forgetOldGuesses(ctx: MutationCtx, most: number): Promise<void> {
  const old = await ctx.db
    .query("operatorGuesses")
    .withIndex("by_forgetAt", (q) => q.lt("forgetAt", Date.now()))
    .take(most);
  for (const { _id } of old) await ctx.db.delete("operatorGuesses", _id);
}

const rowOf = (ctx: MutationCtx, key: string) =>
  ctx.db
    .query("operatorGuesses")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
