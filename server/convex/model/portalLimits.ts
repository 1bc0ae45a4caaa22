import { checkRateLimit, rateLimit } from "convex-helpers/server/rateLimit";
import type { Infer } from "convex/values";
import type { MutationCtx } from "../_generated/server";
import { oneOf } from "./selectionArgs";

/**
 * How often the portal's strangers may have something, counted in the store so that all servers count together. Keys are
 * SHA-256 of a network or an address: neither is kept.
 */
const windows = {
  /** Registrations of one network. */
  registered: 600_000,
  /** Answers to one network that say whether something is there: a taken address, a link that is no good. */
  told: 600_000,
  /** Mails that one network asks for. */
  askedByNetwork: 600_000,
  /** Mails that are asked for one address, known or not. */
  askedForAddress: 3_600_000,
  /** Masked values that one operator looks at. Their key begins with the operator's ID. */
  revealed: 3_600_000,
} as const;

export const limitName = oneOf(Object.keys(windows) as Array<keyof typeof windows>);
type Limit = { name: Infer<typeof limitName>; key: string; most: number };

/** Rows cleared away with each count: more than come in, so that they cannot pile up. */
const FORGOTTEN_AT_ONCE = 5;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** The window begins with the first who comes. */
const configOf = ({ name, key, most }: Limit) => ({
  name,
  key,
  config: { kind: "fixed window", rate: most, period: windows[name], start: Date.now() } as const,
});

/** Counts one. Answers how long to wait, in ms: then it was not counted. */
export async function takeOne(ctx: MutationCtx, limit: Limit): Promise<number> {
  await forgetOld(ctx);
  const { ok, retryAt = 0 } = await rateLimit(ctx, configOf(limit));
  return ok ? 0 : waitUntil(retryAt);
}

/** How long to wait until one can be counted, in ms; counts nothing. */
export async function whenFree(ctx: MutationCtx, limit: Limit): Promise<number> {
  const { ok, retryAt = 0 } = await checkRateLimit(ctx, configOf(limit));
  return ok ? 0 : waitUntil(retryAt);
}

const waitUntil = (at: number) => Math.max(1, at - Date.now());

async function forgetOld(ctx: MutationCtx): Promise<void> {
  const old = await ctx.db
    .query("rateLimits")
    .withIndex("by_ts", (q) => q.lt("ts", Date.now() - FORGOTTEN_AFTER_MS))
    .take(FORGOTTEN_AT_ONCE);
  for (const { _id } of old) await ctx.db.delete("rateLimits", _id);
}
