import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor, type Actor } from "../functions";
import { recordEvent } from "./audit";
import { freezePage } from "./freezeRun";
import { changeRun } from "./runChain";
import { checkPage } from "./runCheck";
import {
  decisionOf,
  notApproved,
  requireAwaiting,
  requireMaker,
  requireSecondAdmin,
  requireStandingRequest,
  type Verdict,
} from "./secondAdmin";
import { internal } from "../_generated/api";

/**
 * A run that needs a second admin, from its being asked for to its start or its end without one:
 *
 *     awaiting_approval -> checking -> running | outdated
 *     awaiting_approval -> rejected | withdrawn | expired
 *
 * Each arrow is one transaction that looks at the state first, so of two people, or of somebody and the clock, the first
 * one wins and the other is told how the run stands.
 */
type Run = Doc<"runs">;
type Ctx = MutationCtx & { actor: Actor };

/** Another admin agrees with the plan that `hash` stands for. */
export async function approveRun(ctx: Ctx, run: Run, asked: { hash: string; requestId: string }) {
  const approval = requireAwaiting(run, "approved");
  await requireSecondAdmin(ctx, run);
  await requireStandingRequest(ctx, run);
  if (run.frozenAt === undefined)
    throw notApproved("Who takes part is still being noted down. Wait a moment, then approve.");
  if (asked.hash !== approval.plan.hash)
    throw notApproved("This is not the plan that waits for approval. Look at it again.");
  return decide(ctx, run, { verdict: "approved", requestId: asked.requestId });
}

/** Another admin does not agree, and says why. */
export async function rejectRun(ctx: Ctx, run: Run, asked: { reason: string; requestId: string }) {
  requireAwaiting(run, "rejected");
  await requireSecondAdmin(ctx, run);
  return decide(ctx, run, { verdict: "rejected", ...asked });
}

/** Who has asked for it takes it back. */
export async function withdrawRun(ctx: Ctx, run: Run, { requestId }: { requestId: string }) {
  requireAwaiting(run, "withdrawn");
  requireMaker(ctx, run);
  return decide(ctx, run, { verdict: "withdrawn", requestId });
}

/** Nobody has decided in time; unless somebody has. */
export async function expireRun(ctx: MutationCtx, run: Run): Promise<void> {
  if (run.state !== "awaiting_approval") return;
  await changeRun(ctx, run, { state: "expired", finishedAt: Date.now() });
  const summary = `Nobody approved the run "${run.name}" in time.`;
  const target = { kind: "run" as const, id: run._id };
  await recordEvent(ctx, { actor: systemActor, action: "lapse run", summary, target });
}

/** One step of what happens before the start: people are noted down, or looked at once more. */
export async function prepareRun(ctx: MutationCtx, found: Run): Promise<void> {
  const { approval } = found;
  if (found.state === "checking" && approval) return checkPage(ctx, found, approval);
  const run = found.frozenAt === undefined ? await freezePage(ctx, found) : found;
  const isKnown = run.frozenAt !== undefined;
  await ctx.db.patch("runs", run._id, { stepDueAt: isKnown ? undefined : Date.now() });
  if (isKnown) return;
  await ctx.scheduler.runAfter(0, internal.runApproval.prepare, { run: run._id, chain: run.chain ?? 0 });
}

async function decide(
  ctx: Ctx,
  run: Run,
  { verdict, requestId, reason }: { verdict: Verdict; requestId: string; reason?: string },
): Promise<Run> {
  const { actor } = ctx;
  const { action, summary, decided } = decisionOf(actor, run, { verdict, reason });
  const state = verdict === "approved" ? "checking" : verdict;
  const changed = await changeRun(ctx, run, {
    ...{ state, cursor: null },
    ...(run.approval ? { approval: { ...run.approval, decided } } : {}),
    ...(verdict === "approved" ? {} : { finishedAt: decided.at }),
  });
  await recordEvent(ctx, {
    ...{ actor, action, reason, requestId, summary },
    target: { kind: "run", id: run._id },
  });
  return changed;
}
