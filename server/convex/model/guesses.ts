import { v, type Infer } from "convex/values";
import { freeGuesses, GUESSES_KEPT_MS, waitAfter } from "../../../shared/guess-delay";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** What tries are counted by: SHA-256 of the e-mail and of the network address, so that neither is kept. */
export const guessKeys = v.object({ account: v.string(), address: v.string() });
export type GuessKeys = Infer<typeof guessKeys>;

/** One of the things by which a try is counted. So many are `free`; after `keptMs` without one it begins anew. */
export const countedBy = v.object({ key: v.string(), free: v.number(), keptMs: v.number() });
export type CountedBy = Infer<typeof countedBy>;

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
  const account = (await isKnownHere(ctx, keys)) ? keyHere(keys) : keys.account;
  return countTry(ctx, [
    { key: account, free: freeGuesses.account, keptMs: GUESSES_KEPT_MS },
    { key: keys.address, free: freeGuesses.address, keptMs: GUESSES_KEPT_MS },
  ]);
}

/** Counts one by each of these, unless one of them has to wait: answers how long, in ms. */
export async function countTry(ctx: MutationCtx, by: CountedBy[]): Promise<number> {
  const waitMs = await waitOf(ctx, by);
  if (waitMs > 0) return waitMs;
  for (const one of by) await count(ctx, one);
  await forgetOldGuesses(ctx, FORGOTTEN_AT_ONCE);
  return 0;
}

/** How long it is until none of these has to wait, in ms; counts nothing. */
export async function waitOf(ctx: QueryCtx, by: Array<Pick<CountedBy, "key">>): Promise<number> {
  const rows = await Promise.all(by.map(({ key }) => rowOf(ctx, key)));
  return Math.max(0, ...rows.map((row) => (row?.until ?? 0) - Date.now()));
}

/** They were right: they are known here, with nothing against them, and the address has one less. */
export async function forgive(ctx: MutationCtx, keys: GuessKeys): Promise<void> {
  const [here, address] = [await rowOf(ctx, keyHere(keys)), await rowOf(ctx, keys.address)];
  const account = here && isKept(here) ? null : await rowOf(ctx, keys.account);
  if (account) await ctx.db.delete("operatorGuesses", account._id);
  const known = { key: keyHere(keys), failures: 0, until: 0, forgetAt: Date.now() + KNOWN_MS };
  await keep(ctx, here, known);
  if (!address) return;
  const failures = Math.max(0, address.failures - 1);
  await ctx.db.patch("operatorGuesses", address._id, { failures, until: 0 });
}

const keyHere = ({ account, address }: GuessKeys) => `${account} at ${address}`;

async function isKnownHere(ctx: MutationCtx, keys: GuessKeys): Promise<boolean> {
  const here = await rowOf(ctx, keyHere(keys));
  return here !== null && isKept(here);
}

async function count(ctx: MutationCtx, { key, free, keptMs }: CountedBy): Promise<void> {
  const now = Date.now();
  const row = await rowOf(ctx, key);
  const failures = row && isKept(row) ? row.failures + 1 : 1;
  const forgetAt = Math.max(now + keptMs, row?.forgetAt ?? 0);
  await keep(ctx, row, { key, failures, until: now + waitAfter(failures, free), forgetAt });
}

type Row = Doc<"operatorGuesses">;

/** Rows outlive their time until they are cleared away. */
const isKept = ({ forgetAt }: Row): boolean => forgetAt > Date.now();

async function keep(ctx: MutationCtx, row: Row | null, fields: Omit<Row, "_id" | "_creationTime">) {
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

const rowOf = (ctx: QueryCtx, key: string) =>
  ctx.db
    .query("operatorGuesses")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
