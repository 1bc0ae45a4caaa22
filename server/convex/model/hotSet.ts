import type { LinkState } from "../../../shared/link-state";
import type { QueryCtx } from "../_generated/server";
import type { Link } from "./linkRow";

/** How long somebody stays hot after a webhook or a job, in ms. */
const HOT_MS = 6 * 3_600_000;
/** People taken for one reason. All reasons together are read within minutes, also at 60 calls a minute. */
const MOST_PER_REASON = 150;

const unwell: LinkState[] = ["pending", "failed", "drifted", "broken"];

/** CRM contact IDs of those who are not well or of whom something was heard lately, without repetitions. */
export async function hotContactIds(ctx: QueryCtx): Promise<string[]> {
  const links: Link[] = [];
  for (const state of unwell) links.push(...(await latest(ctx, state)));
  const since = Date.now() - HOT_MS;
  const heard = ctx.db.query("links").withIndex("by_lastWebhookAt", (q) => q.gte("lastWebhookAt", since));
  links.push(...(await heard.order("desc").take(MOST_PER_REASON)));
  const synced = ctx.db.query("links").withIndex("by_lastSyncAt", (q) => q.gte("lastSyncAt", since));
  links.push(...(await synced.order("desc").take(MOST_PER_REASON)));
  const ids = await Promise.all(links.map((link) => contactIdOf(ctx, link)));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Those in this state whose job ended last: they are the likeliest to have been mended meanwhile. */
function latest(ctx: QueryCtx, state: LinkState): Promise<Link[]> {
  const inState = ctx.db.query("links").withIndex("by_state_lastSyncAt", (q) => q.eq("state", state));
  return inState.order("desc").take(MOST_PER_REASON);
}

/** The contact shown, or the one that the account names although the mirror does not have it. */
async function contactIdOf(ctx: QueryCtx, { contactId, user }: Link): Promise<string | null> {
  if (contactId) return contactId;
  const named = user && (await ctx.db.get("users", user));
  return named?.crmContactId ?? null;
}
