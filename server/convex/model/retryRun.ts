import { hasEnded } from "../../../shared/runs-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { readCounter } from "./counters";
import { runCounter } from "./runItems";
import { requireTypedCount, startRun } from "./startRun";

type Run = Doc<"runs">;
type Asked = {
  actor: Actor;
  requestId: string;
  name?: string | undefined;
  reason?: string | undefined;
  typedCount?: number | undefined;
};

/** Everybody who failed in a run once more, as a run of its own; the two know each other. */
export async function retryFailed(ctx: MutationCtx, run: Run, asked: Asked): Promise<Id<"runs">> {
  const failed = await requireFailures(ctx, run);
  requireTypedCount(run.action, asked.typedCount, failed);
  const retry = await startRun(ctx, {
    name: asked.name ?? nameOfRetry(run),
    reason: asked.reason ?? run.reason,
    action: run.action,
    selection: { by: "failed", run: run._id },
    retryOf: run._id,
    actor: asked.actor,
    requestId: asked.requestId,
    stopAboveFailedPercent: run.canary?.stopAboveFailedPercent,
  });
  await ctx.db.patch("runs", run._id, { retriedBy: retry });
  return retry;
}

const nameOfRetry = ({ name }: Run) => `Retry: ${name}`.slice(0, 120);

/** How many failed, if the run is over and nobody tries them again yet. */
async function requireFailures(ctx: QueryCtx, run: Run): Promise<number> {
  if (!hasEnded(run.state) && run.state !== "stopped") {
    throw fail({ code: "conflict", message: "This run has not ended. Wait for it, or cancel it first." });
  }
  const earlier = run.retriedBy && (await ctx.db.get("runs", run.retriedBy));
  if (earlier && earlier.state !== "cancelled") {
    const message = `They are tried again by the run "${earlier.name}". Retry who fails in that one.`;
    throw fail({ code: "conflict", message });
  }
  const failed = await readCounter(ctx, runCounter(run._id, "failed"));
  if (failed === 0) throw fail({ code: "conflict", message: "Nobody failed in this run." });
  return failed;
}
