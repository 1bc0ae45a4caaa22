import { rateLimit, type RateLimitConfig } from "convex-helpers/server/rateLimit";
import { v, type Infer } from "convex/values";
import type { MutationCtx } from "../_generated/server";

/**
 * How often the portal's strangers may have something, counted in the store so that all servers count together. Keys are
 * SHA-256 of a network or an address: neither is kept. In ms: how long a window is, from the first who comes in it.
 */
const windows = {
  /** Registrations of one network. */
  registered: 600_000,
  /** Pages about events that one network has had looked up at the backend. */
  eventsLookedUp: 600_000,
  /** Bookings that one network has begun. */
  checkedOut: 600_000,
  /** Bookings of guests with one address. */
  checkedOutFor: 3_600_000,
  /** Mails that one network asks for. */
  askedByNetwork: 600_000,
  /** Masked values that one operator looks at. Their key begins with the operator's ID. */
  revealed: 3_600_000,
} as const;

/**
 * Mails to one address, in ms: how long until one more can be asked for, when the first few are used up. Shorter than their
 * links are good: who is refused finds one in the mailbox that works, whoever asked for it.
 */
const refills = {
  /** By one network. */
  askedHere: 15 * 60_000,
  /** By anybody. */
  askedForAddress: 12 * 60_000,
} as const;

type Limit = { name: keyof typeof windows | keyof typeof refills; key: string; most: number };

/** How many mails a network may ask for, how many to one address, and how many anybody may ask for to that address. */
export const mailLimits = v.object({
  network: v.object({ key: v.string(), most: v.number() }),
  here: v.object({ key: v.string(), most: v.number() }),
  address: v.object({ key: v.string(), most: v.number() }),
});

/** Counts a mail to an address. Answers how long to wait, in ms, and whether a mail went there lately. */
export async function takeMailTo(
  ctx: MutationCtx,
  { network, here, address }: Infer<typeof mailLimits>,
): Promise<{ waitMs: number; sentLately: boolean }> {
  const byNetwork = await takeOne(ctx, { name: "askedByNetwork", ...network });
  if (byNetwork > 0) return { waitMs: byNetwork, sentLately: false };
  const byBoth = await takeOne(ctx, { name: "askedHere", ...here });
  const waitMs = byBoth > 0 ? byBoth : await takeOne(ctx, { name: "askedForAddress", ...address });
  return { waitMs, sentLately: waitMs > 0 };
}

/** Rows cleared away with each count: more than come in, so that they cannot pile up. */
const FORGOTTEN_AT_ONCE = 5;
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

const configOf = ({ name, key, most }: Limit) => ({ name, key, config: rateOf(name, most) });

function rateOf(name: Limit["name"], most: number): RateLimitConfig {
  if (isRefilled(name)) return { kind: "token bucket", rate: 1, period: refills[name], capacity: most };
  // The window begins with the first who comes.
  return { kind: "fixed window", rate: most, period: windows[name], start: Date.now() };
}

const isRefilled = (name: Limit["name"]): name is keyof typeof refills => name in refills;

/** Counts one. Answers how long to wait, in ms: then it was not counted. */
export async function takeOne(ctx: MutationCtx, limit: Limit): Promise<number> {
  await forgetOldLimits(ctx, FORGOTTEN_AT_ONCE);
  const { ok, retryAt = 0 } = await rateLimit(ctx, configOf(limit));
  return ok ? 0 : waitUntil(retryAt);
}

const waitUntil = (at: number) => Math.max(1, at - Date.now());

/** Clears away counts that are over, at most `most`: also those after which nobody comes. */
export async function forgetOldLimits(ctx: MutationCtx, most: number): Promise<void> {
  const old = await ctx.db
    .query("rateLimits")
    .withIndex("by_ts", (q) => q.lt("ts", Date.now() - FORGOTTEN_AFTER_MS))
    .take(most);
  for (const { _id } of old) await ctx.db.delete("rateLimits", _id);
}
