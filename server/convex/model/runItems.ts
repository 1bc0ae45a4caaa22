import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { addToCounters } from "./counters";

export type ItemOutcome = "done" | "skipped" | "failed";
export const runCounter = (run: Id<"runs">, outcome: ItemOutcome) => `run:${run}:${outcome}`;

/** Books the outcome of one person of a run, with its count. */
export async function settleRunItem(
  ctx: MutationCtx,
  id: Id<"runItems">,
  outcome: ItemOutcome,
  why: string | undefined,
): Promise<void> {
  const item = await ctx.db.get("runItems", id);
  if (!item || (item.outcome !== "frozen" && item.outcome !== "waiting")) return;
  await ctx.db.patch("runItems", id, { outcome, why });
  await addToCounters(ctx, new Map([[runCounter(item.run, outcome), 1]]));
}
