import type { MutationCtx, QueryCtx } from "../_generated/server";

/** One counter lies in this many documents, so that two writers rarely meet; a reader adds them up. */
const SHARDS = 8;

/** Adds to counters, in the transaction of what they count. */
export async function addToCounters(ctx: MutationCtx, deltas: Map<string, number>): Promise<void> {
  const shard = Math.floor(Math.random() * SHARDS);
  for (const [name, delta] of deltas) {
    if (delta === 0) continue;
    const found = await ctx.db
      .query("counters")
      .withIndex("by_name_shard", (q) => q.eq("name", name).eq("shard", shard))
      .unique();
    if (found) await ctx.db.patch("counters", found._id, { value: found.value + delta });
    else await ctx.db.insert("counters", { name, shard, value: delta });
  }
}

export async function readCounter(ctx: QueryCtx, name: string): Promise<number> {
  const shards = await ctx.db
    .query("counters")
    .withIndex("by_name_shard", (q) => q.eq("name", name))
    .take(SHARDS);
  return shards.reduce((sum, shard) => sum + shard.value, 0);
}

/** The counters whose names begin with `prefix`, by the rest of their names; at most `limit` of them. */
export async function readCounters(
  ctx: QueryCtx,
  prefix: string,
  limit: number,
): Promise<Map<string, number>> {
  const shards = await ctx.db
    .query("counters")
    .withIndex("by_name_shard", (q) => q.gte("name", prefix).lt("name", `${prefix}\uffff`))
    .take(limit * SHARDS);
  const sums = new Map<string, number>();
  for (const { name, value } of shards) {
    const rest = name.slice(prefix.length);
    sums.set(rest, (sums.get(rest) ?? 0) + value);
  }
  return sums;
}
