import { hasEnded, isGivenUp } from "../../../shared/runs-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { standingOf } from "./runStanding";
import { requireSeenPlan, startRun, type Planned } from "./startRun";

type Run = Doc<"runs">;
type Asked = {
  actor: Actor;
  requestId: string;
  name?: string | undefined;
  reason?: string | undefined;
  /** Of the plan that was seen, and what has just been planned (model/startRun.ts). */
  hash: string;
  planned: Planned;
  typedCount?: number | undefined;
};

/** Everybody who failed in a run once more, as a run of its own; the two know each other. */
export async function retryFailed(ctx: MutationCtx, run: Run, asked: Asked): Promise<Id<"runs">> {
  await requireFailures(ctx, run);
  await requireSeenPlan(ctx, run.action, { by: "failed", runId: run._id }, asked.planned, asked);
  const retry = await startRun(ctx, {
    name: asked.name ?? nameOfRetry(run),
    reason: asked.reason ?? run.reason,
    action: run.action,
    selection: { by: "failed", run: run._id },
    retryOf: run._id,
    actor: asked.actor,
    requestId: asked.requestId,
    stopAboveFailedPercent: run.canary?.stopAboveFailedPercent,
    typedCount: asked.typedCount,
    planned: asked.planned,
  });
  await ctx.db.patch("runs", run._id, { retriedBy: retry });
  return retry;
}

const nameOfRetry = ({ name }: Run) => `Retry: ${name}`.slice(0, 120);

const stillUnderWay = (people: number) =>
  `In this run ${people} ${people === 1 ? "is" : "are"} still under way. Wait until they have ended.`;

/**
 * Refuses a run that is not over, in which nobody failed, or whose people are tried again already. A run is tried again once, so whoever could
 * still fail in it has to have ended.
 */
async function requireFailures(ctx: QueryCtx, run: Run): Promise<void> {
  if (!hasEnded(run.state))
    throw fail({ code: "conflict", message: "This run has not ended. Wait for it, or cancel it first." });
  const { failed, underWay } = await standingOf(ctx, run);
  if (underWay > 0) throw fail({ code: "conflict", message: stillUnderWay(underWay) });
  const earlier = run.retriedBy && (await ctx.db.get("runs", run.retriedBy));
  if (earlier && !isGivenUp(earlier.state)) {
    const message = `They are tried again by the run "${earlier.name}". Retry who fails in that one.`;
    throw fail({ code: "conflict", message });
  }
  if (failed === 0) throw fail({ code: "conflict", message: "Nobody failed in this run." });
}
