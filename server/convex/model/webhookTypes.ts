import type { MutationCtx, QueryCtx } from "../_generated/server";
import { UNPROVEN } from "./bucketCounts";
import { added, grouped, withoutLags, type Counts, type Fact } from "./webhookFacts";

/** All that ever arrived, by event type; what was refused has none that could be believed. */
const SHARDS = 4;
/** Types that are shown. A backend has some dozens. */
const MOST_TYPES = 200;

export type TypeTotals = { type: string; counts: Counts; firstSeenAt: number; lastSeenAt: number };

export async function countByType(ctx: MutationCtx, facts: Fact[]): Promise<void> {
  const shard = Math.floor(Math.random() * SHARDS);
  for (const [type, counts] of grouped(facts, (fact) => fact.type ?? UNPROVEN)) {
    const times = facts.filter((fact) => (fact.type ?? UNPROVEN) === type).map(({ at }) => at);
    await addToType(ctx, shard, {
      ...{ type, counts: withoutLags(counts) },
      ...{ firstSeenAt: Math.min(...times), lastSeenAt: Math.max(...times) },
    });
  }
}

async function addToType(ctx: MutationCtx, shard: number, more: TypeTotals): Promise<void> {
  const known = await ctx.db
    .query("webhookTypes")
    .withIndex("by_type_shard", (q) => q.eq("type", more.type).eq("shard", shard))
    .unique();
  if (known) await ctx.db.patch("webhookTypes", known._id, together(known, more));
  else await ctx.db.insert("webhookTypes", { ...more, shard });
}

const together = (one: TypeTotals, other: TypeTotals) => ({
  counts: added(one.counts, other.counts),
  firstSeenAt: Math.min(one.firstSeenAt, other.firstSeenAt),
  lastSeenAt: Math.max(one.lastSeenAt, other.lastSeenAt),
});

/** Every type that was seen, and what was refused under `type: null`. */
export async function typeTotals(
  ctx: QueryCtx,
): Promise<{ types: TypeTotals[]; refused: Counts; all: Counts }> {
  const rows = await ctx.db
    .query("webhookTypes")
    .withIndex("by_type_shard")
    .take(MOST_TYPES * SHARDS);
  const types = new Map<string, TypeTotals>();
  for (const { type, counts, firstSeenAt, lastSeenAt } of rows) {
    const row = { type, counts, firstSeenAt, lastSeenAt };
    const known = types.get(type);
    types.set(type, known ? { type, ...together(known, row) } : row);
  }
  const refused = types.get(UNPROVEN)?.counts ?? {};
  const all = [...types.values()].reduce<Counts>((sum, { counts }) => added(sum, counts), {});
  types.delete(UNPROVEN);
  return { types: [...types.values()], refused, all };
}
