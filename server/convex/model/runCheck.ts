import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { whyOutdated } from "./outdated";
import { entryOf } from "./planEntry";
import { whyOtherOwners } from "./runOwners";
import { changeRun } from "./runChain";
import { whySkipped } from "./whySkipped";

/**
 * The last look before an approved run starts. What was approved is a plan for certain people; every one of them is held
 * against it once more, and where it has become another one for too many, nobody is started: the approval was for
 * something else. Who has come to match since takes no part anyway, and who has changed is skipped at their turn.
 */
type Run = Doc<"runs">;
type Approval = NonNullable<Run["approval"]>;

/** People looked at in one transaction: two reads each. */
const CHECKED_PER_STEP = 500;

/** Looks at one page of the people, and at the end lets the run start or not. */
export async function checkPage(ctx: MutationCtx, run: Run, approval: Approval): Promise<void> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("runItems")
    .withIndex("by_run_link", (q) => q.eq("run", run._id))
    .paginate({ cursor: run.cursor, numItems: CHECKED_PER_STEP });
  let changed = approval.changed ?? 0;
  for (const item of page) if (await isAnother(ctx, run, item)) changed++;
  const checked = { ...approval, changed };
  if (isDone) return judge(ctx, run, checked, await whyOtherOwners(ctx, run));
  await ctx.db.patch("runs", run._id, {
    ...{ approval: checked, cursor: continueCursor, stepDueAt: Date.now() },
  });
  const step = { run: run._id, chain: run.chain ?? 0 };
  await ctx.scheduler.runAfter(0, internal.runApproval.prepare, step);
}

/** Whether the plan would say something else of this person now. */
async function isAnother(ctx: MutationCtx, run: Run, item: Doc<"runItems">): Promise<boolean> {
  const link = await ctx.db.get("links", item.link);
  if (!link) return true;
  const isLeftAlone = whySkipped(run, link) !== null;
  return item.planned !== (isLeftAlone ? "skip" : entryOf(run.action, run.selection.by, link).kind);
}

async function judge(
  ctx: MutationCtx,
  run: Run,
  approval: Approval,
  otherwise: string | null,
): Promise<void> {
  const { changed, of, percent } = driftOf(approval, run.total);
  const target = { kind: "run" as const, id: run._id };
  if (otherwise === null && percent <= approval.mayChangePercent) {
    await changeRun(ctx, run, { approval, state: "running", cursor: null });
    const summary = `Started the run "${run.name}".`;
    return recordEvent(ctx, { actor: systemActor, action: "run", summary, target, reason: run.reason });
  }
  await outdateRun(
    ctx,
    { ...run, approval },
    otherwise ?? whyOutdated(changed, of, approval.mayChangePercent),
  );
}

/** Nobody is started: what was asked for is not what it would be now. */
export async function outdateRun(ctx: MutationCtx, run: Run, stopCause: string): Promise<void> {
  const { approval } = run;
  await changeRun(ctx, run, { approval, state: "outdated", stopCause, finishedAt: Date.now() });
  const summary = `The run "${run.name}" was not started: ${stopCause}`;
  const target = { kind: "run" as const, id: run._id };
  await recordEvent(ctx, { actor: systemActor, action: "lapse run", summary, target });
}

/**
 * For how many the plan is another one. Of a plan that was counted exactly also those by whom it and what was noted down
 * right after it differ.
 */
function driftOf({ plan, changed = 0 }: Pick<Approval, "plan" | "changed">, total: number) {
  const missed = plan.exact ? Math.abs(plan.count - total) : Math.max(0, plan.count - total);
  const of = Math.max(plan.count, total);
  const all = Math.min(of, changed + missed);
  return { changed: all, of, percent: of === 0 ? 0 : (all / of) * 100 };
}
