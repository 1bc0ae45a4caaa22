import { hasEnded, type RunItemView, type RunView } from "../../../shared/runs-api";
import { fail } from "../functions";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { approvalView } from "./approvalView";
import { isActive } from "./runChain";
import { standingOf, type Standing } from "./runStanding";

type Run = Doc<"runs">;

/** The run that an ID names, or the failure that says so. */
export async function requireRun(ctx: QueryCtx, runId: string): Promise<Run> {
  const id = ctx.db.normalizeId("runs", runId);
  const run = id && (await ctx.db.get("runs", id));
  if (!run) throw fail({ code: "not_found", field: "runId", message: "There is no such run." });
  return run;
}

/** The run as the console sees it. */
export async function runView(ctx: QueryCtx, run: Run): Promise<RunView> {
  const { name, reason, action, state, createdBy, createdAt, total, canary } = run;
  const standing = await standingOf(ctx, run);
  const { done, skipped, failed, underWay } = standing;
  return {
    ...{ runId: run._id, name, reason, action, state, createdBy, createdAt, total },
    ...{ done, skipped, failed, underWay },
    finishedAt: run.finishedAt ?? null,
    frozen: run.frozenAt !== undefined || hasEnded(state),
    canary: canary ? { stopAboveFailedPercent: canary.stopAboveFailedPercent, stage: canary.stage } : null,
    approval: approvalView(run),
    stopCause: run.stopCause ?? null,
    ...paceView(run, standing),
    retryOf: run.retryOf ?? null,
    retriedBy: run.retriedBy ?? null,
  };
}

function paceView(run: Run, { settled }: Standing): Pick<RunView, "rate" | "remainingMs"> {
  if (!isActive(run) || !run.pace) return { rate: null, remainingMs: null };
  const { perSecond } = run.pace;
  const left = run.total - settled;
  const known = run.frozenAt !== undefined && perSecond > 0;
  return { rate: perSecond, remainingMs: known ? Math.round((left / perSecond) * 1000) : null };
}

/** One person of a run as the console sees them. */
export const itemView = (item: Doc<"runItems">): RunItemView => ({
  itemId: item._id,
  linkId: item.link,
  name: item.name,
  outcome: item.outcome === "frozen" ? "waiting" : item.outcome === "waiting" ? "under_way" : item.outcome,
  code: item.code ?? null,
  why: item.why ?? null,
});
