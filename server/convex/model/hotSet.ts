import type { LinkState } from "../../../shared/link-state";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Link } from "./linkRow";

/** How long somebody stays hot after a webhook or a job, in ms. */
const HOT_MS = 6 * 3_600_000;
/** People taken for one reason. All reasons together are read within minutes, also at 60 calls a minute. */
const MOST_PER_REASON = 150;
/** Of those in one state, half are taken who are likely to have been mended, and half in turn. */
const HALF = MOST_PER_REASON / 2;

const unwell: LinkState[] = ["pending", "failed", "drifted", "broken"];

/** Up to whom each state has had its turn, in the order of creation. */
type Turns = NonNullable<Doc<"sweeps">["turns"]>;
type Turn = Turns[string];

/**
 * CRM contact IDs of those who are not well or of whom something was heard lately, without repetitions. `turns`: where
 * the last hot sweep has left off; answered is where the next one goes on.
 */
export async function hotContactIds(ctx: QueryCtx, turns: Turns): Promise<{ ids: string[]; turns: Turns }> {
  const links: Link[] = [];
  const next: Turns = {};
  for (const state of unwell) {
    links.push(...(await latest(ctx, state)));
    const theirTurn = await inTurn(ctx, state, turns[state]);
    links.push(...theirTurn);
    const last = theirTurn.at(-1);
    if (last) next[state] = { createdAt: last.createdAt, rowCreatedAt: last._creationTime };
  }
  const since = Date.now() - HOT_MS;
  const heard = ctx.db.query("links").withIndex("by_lastWebhookAt", (q) => q.gte("lastWebhookAt", since));
  links.push(...(await heard.order("desc").take(MOST_PER_REASON)));
  const synced = ctx.db.query("links").withIndex("by_lastSyncAt", (q) => q.gte("lastSyncAt", since));
  links.push(...(await synced.order("desc").take(MOST_PER_REASON)));
  const ids = await Promise.all(links.map((link) => contactIdOf(ctx, link)));
  return { ids: [...new Set(ids.filter((id) => id !== null))], turns: next };
}

/** Those in this state whose job ended last: they are the likeliest to have been mended meanwhile. */
function latest(ctx: QueryCtx, state: LinkState): Promise<Link[]> {
  const inState = ctx.db.query("links").withIndex("by_state_lastSyncAt", (q) => q.eq("state", state));
  return inState.order("desc").take(HALF);
}

/** The next in this state after `turn`, then from the first again: nobody is left out, however many there are. */
async function inTurn(ctx: QueryCtx, state: LinkState, turn: Turn | undefined): Promise<Link[]> {
  const all = () => ctx.db.query("links").withIndex("by_state_createdAt", (q) => q.eq("state", state));
  if (!turn) return all().take(HALF);
  const { createdAt, rowCreatedAt } = turn;
  const sameTime = ctx.db
    .query("links")
    .withIndex("by_state_createdAt", (q) =>
      q.eq("state", state).eq("createdAt", createdAt).gt("_creationTime", rowCreatedAt),
    );
  const later = ctx.db
    .query("links")
    .withIndex("by_state_createdAt", (q) => q.eq("state", state).gt("createdAt", createdAt));
  const next = await sameTime.take(HALF);
  next.push(...(await later.take(HALF - next.length)));
  next.push(...(await all().take(HALF - next.length)));
  return next;
}

/** The contact shown, or the one that the account names although the mirror does not have it. */
async function contactIdOf(ctx: QueryCtx, { contactId, user }: Link): Promise<string | null> {
  if (contactId) return contactId;
  const named = user && (await ctx.db.get("users", user));
  return named?.crmContactId ?? null;
}
