import { holds } from "../../../shared/permissions";
import type { ActiveRuns } from "../../../shared/runs-api";
import type { QueryCtx } from "../_generated/server";
import type { Actor } from "../functions";

/** Of each kind: nobody looks through more than that. */
const MOST = 20;

/** What somebody else has asked for and this operator may approve. */
export async function toApprove(ctx: QueryCtx & { actor: Actor }): Promise<ActiveRuns["toApprove"]> {
  if (!holds(ctx.actor, "runs.approve")) return [];
  const [runs, replays] = await Promise.all([
    ctx.db
      .query("runs")
      .withIndex("by_state", (q) => q.eq("state", "awaiting_approval"))
      .take(MOST),
    ctx.db
      .query("webhookReplayRuns")
      .withIndex("by_state", (q) => q.eq("state", "awaiting_approval"))
      .take(MOST),
  ]);
  const others = <Run extends { createdById?: string }>(all: Run[]) =>
    all.filter(({ createdById }) => createdById !== ctx.actor.id);
  return [
    ...others(runs).map(({ _id, name }) => ({ kind: "run" as const, runId: _id, name })),
    ...others(replays).map(({ _id, name }) => ({ kind: "replay" as const, runId: _id, name })),
  ];
}
