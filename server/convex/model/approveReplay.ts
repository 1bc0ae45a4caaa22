import type { FoundDeliveries } from "../../../shared/replays-api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor, type Actor } from "../functions";
import { recordEvent } from "./audit";
import { whyOutdated } from "./outdated";
import { beginReplay } from "./replayChain";
import { foundDeliveries } from "./replayRuns";
import {
  decisionOf,
  requireAwaiting,
  requireMaker,
  requireSecondAdmin,
  requireStandingRequest,
  type Verdict,
} from "./secondAdmin";

/**
 * A run of replays that needs a second admin, as model/approveRun.ts has it for runs over people. What it goes over ends
 * at the moment it was asked for, so no delivery comes to it later; how many of them are still what the filter asks for
 * is counted again in the transaction of the approval, as far as one look goes.
 */
type Run = Doc<"webhookReplayRuns">;
type Ctx = MutationCtx & { actor: Actor };

/** Another admin agrees; it starts at once, or ends when it has become another one. */
export async function approveReplay(ctx: Ctx, run: Run, { requestId }: { requestId: string }): Promise<void> {
  const approval = requireAwaiting(run, "approved");
  await requireSecondAdmin(ctx, run);
  await requireStandingRequest(ctx, run);
  await decide(ctx, run, { verdict: "approved", requestId });
  const { changed, of } = driftOf(approval.plan, await foundDeliveries(ctx, run.filter));
  const { mayChangePercent } = approval;
  if (changed * 100 <= mayChangePercent * of) return beginReplay(ctx, run._id);
  await outdate(ctx, run, whyOutdated(changed, of, mayChangePercent));
}

export async function rejectReplay(ctx: Ctx, run: Run, asked: { reason: string; requestId: string }) {
  requireAwaiting(run, "rejected");
  await requireSecondAdmin(ctx, run);
  await decide(ctx, run, { verdict: "rejected", ...asked });
}

export async function withdrawReplay(ctx: Ctx, run: Run, { requestId }: { requestId: string }) {
  requireAwaiting(run, "withdrawn");
  requireMaker(ctx, run);
  await decide(ctx, run, { verdict: "withdrawn", requestId });
}

/** Nobody has decided in time; unless somebody has. */
export async function expireReplay(ctx: MutationCtx, run: Run): Promise<void> {
  if (run.state !== "awaiting_approval") return;
  await ctx.db.patch("webhookReplayRuns", run._id, { state: "expired", finishedAt: Date.now() });
  await lapse(ctx, run, `Nobody approved the run "${run.name}" in time.`);
}

async function outdate(ctx: MutationCtx, run: Run, stopCause: string): Promise<void> {
  const end = { state: "outdated", stopCause, finishedAt: Date.now() } as const;
  await ctx.db.patch("webhookReplayRuns", run._id, end);
  await lapse(ctx, run, `The run "${run.name}" was not started: ${stopCause}`);
}

const lapse = (ctx: MutationCtx, { _id }: Run, summary: string) =>
  recordEvent(ctx, {
    ...{ actor: systemActor, action: "lapse run", summary, target: { kind: "replay", id: _id } },
  });

async function decide(
  ctx: Ctx,
  run: Run,
  { verdict, requestId, reason }: { verdict: Verdict; requestId: string; reason?: string },
): Promise<void> {
  const { actor } = ctx;
  const { action, summary, decided } = decisionOf(actor, run, { verdict, reason });
  await ctx.db.patch("webhookReplayRuns", run._id, {
    ...(run.approval ? { approval: { ...run.approval, decided } } : {}),
    ...(verdict === "approved" ? {} : { state: verdict, finishedAt: decided.at }),
  });
  const target = { kind: "replay" as const, id: run._id };
  await recordEvent(ctx, { actor, action, reason, requestId, summary, target });
}

type Found = Pick<FoundDeliveries, "count" | "byOutcome">;

/** How many have left an outcome, or come to one: whichever are more. */
function driftOf(then: Found, now: Found): { changed: number; of: number } {
  const outcomes = new Set([...Object.keys(then.byOutcome), ...Object.keys(now.byOutcome)]);
  let [left, came] = [0, 0];
  for (const outcome of outcomes as Set<keyof Found["byOutcome"]>) {
    const more = (now.byOutcome[outcome] ?? 0) - (then.byOutcome[outcome] ?? 0);
    if (more > 0) came += more;
    else left -= more;
  }
  return { changed: Math.max(left, came), of: Math.max(then.count, now.count, 1) };
}
