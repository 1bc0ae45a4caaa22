import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { readCounter } from "./counters";
import { runCounter, waitsCounter } from "./runItems";

/** How the people of a run stand: who has ended and how, and who has a job that has not. */
export type Standing = {
  done: number;
  skipped: number;
  failed: number;
  settled: number;
  underWay: number;
  /** Of those under way: whose job has failed and waits for another attempt. */
  waits: number;
};

export async function standingOf(ctx: QueryCtx, run: Doc<"runs">): Promise<Standing> {
  const [done, skipped, failed, waits] = await Promise.all([
    ended(ctx, run._id, "done"),
    ended(ctx, run._id, "skipped"),
    ended(ctx, run._id, "failed"),
    readCounter(ctx, waitsCounter(run._id)),
  ]);
  const settled = done + skipped + failed;
  return { done, skipped, failed, settled, underWay: Math.max(0, (run.taken ?? 0) - settled), waits };
}

const ended = (ctx: QueryCtx, run: Id<"runs">, outcome: "done" | "skipped" | "failed") =>
  readCounter(ctx, runCounter(run, outcome));
