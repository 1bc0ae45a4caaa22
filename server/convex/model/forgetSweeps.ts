import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Sweep } from "./sweeps";

/** How long the results of a sweep are kept, in ms. */
const KEPT_MS = 90 * 24 * 3_600_000;
/** Rows deleted in one transaction. */
const PAGE = 200;

/** The oldest sweep that nobody asks about any more, if there is one. */
export function oldestOutdated(ctx: QueryCtx): Promise<Sweep | null> {
  return ctx.db
    .query("sweeps")
    .withIndex("by_startedAt", (q) => q.lt("startedAt", Date.now() - KEPT_MS))
    .first();
}

/** Deletes a page of a sweep's lists of IDs. Returns whether there may be more. */
export async function forgetRows(ctx: MutationCtx, sweep: Id<"sweeps">): Promise<boolean> {
  const rows = await ctx.db
    .query("sweepIds")
    .withIndex("by_sweep_number", (q) => q.eq("sweep", sweep))
    .take(PAGE);
  for (const { _id } of rows) await ctx.db.delete("sweepIds", _id);
  return rows.length === PAGE;
}

/** Deletes a page of what a sweep has found. Returns whether there may be more. */
export async function forgetFindings(ctx: MutationCtx, sweep: Id<"sweeps">): Promise<boolean> {
  const findings = await ctx.db
    .query("sweepFindings")
    .withIndex("by_sweep_kind", (q) => q.eq("sweep", sweep))
    .take(PAGE);
  for (const { _id } of findings) await ctx.db.delete("sweepFindings", _id);
  return findings.length === PAGE;
}
