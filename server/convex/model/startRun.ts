import { isDestructive, type RunAction, type RunPreview } from "../../../shared/runs-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { internal } from "../_generated/api";
import { termsOf } from "./approvalTerms";
import { asksFor } from "./asksFor";
import { recordEvent, tokenOf } from "./audit";
import { changeRun } from "./runChain";
import { isPlanOf, isSamePlan } from "./planHash";
import { ownersOfPlan } from "./runOwners";
import { planRun } from "./runPlan";
import { MOST_FOUND, searchLinks } from "./searchLinks";
import type { Plannable } from "./selectionArgs";

type NewRun = Pick<Doc<"runs">, "name" | "reason" | "action" | "selection" | "retryOf"> & {
  actor: Actor;
  requestId: string;
  stopAboveFailedPercent?: number | undefined;
  typedCount?: number | undefined;
  planned: Planned;
};

/**
 * Writes a run down with its audit event and lets it begin, or wait for a second admin; the rest happens in scheduled
 * steps.
 */
export async function startRun(ctx: MutationCtx, run: NewRun): Promise<Id<"runs">> {
  const { actor, requestId, stopAboveFailedPercent, typedCount, planned, ...fields } = run;
  const { at: _at, ...plan } = planned;
  const destructive = isDestructive(run.action);
  const { terms, limit } = await termsOf(ctx, { destructive, ...plan });
  const most = destructive ? typedCount : terms ? undefined : (limit ?? undefined);
  const runId = await ctx.db.insert("runs", {
    ...fields,
    ...(terms ? { approval: { ...terms, plan } } : {}),
    owners: await ownersOfPlan(ctx, run.action),
    ...(stopAboveFailedPercent === undefined ? {} : { canary: firstStage(stopAboveFailedPercent) }),
    ...{ most, cursor: null, total: 0, taken: 0, started: 0 },
    state: terms ? "awaiting_approval" : "freezing",
    ...{ createdBy: actor.name, createdById: actor.id, createdByToken: tokenOf(actor) },
    createdAt: Date.now(),
  });
  const begun = await ctx.db.get("runs", runId);
  if (begun) await changeRun(ctx, begun, {});
  if (terms) await ctx.scheduler.runAt(terms.expiresAt, internal.runApproval.expire, { run: runId });
  await recordEvent(ctx, {
    ...{ actor, reason: run.reason, requestId, target: { kind: "run", id: runId } },
    ...(terms ? asksFor(run.name) : { action: "run", summary: `Started the run "${run.name}".` }),
  });
  return runId;
}

const firstStage = (stopAboveFailedPercent: number) => ({
  ...{ stopAboveFailedPercent, stage: 1 as const, since: { done: 0, failed: 0 } },
});

type Seen = { hash: string; typedCount?: number | undefined };

/** A plan as `plannedNow` made it. `at` in ms since epoch. */
export type Planned = Pick<RunPreview, "hash" | "count" | "exact" | "kinds" | "calls" | "emails"> & {
  at: number;
};

/** A plan that is older than this, in ms, says nothing of now. */
const PLAN_GOOD_FOR_MS = 30_000;

/**
 * What a run would do as things are, for `requireSeenPlan` right after it. Counting reads what every settlement writes:
 * in the transaction that starts the run, Convex would have to begin again with each of them.
 */
export async function plannedNow(ctx: QueryCtx, action: RunAction, selection: Plannable): Promise<Planned> {
  await requireWholeSelection(ctx, selection);
  const { samples: _samples, estimatedMs: _estimatedMs, ...plan } = await planRun(ctx, action, selection);
  return { ...plan, at: Date.now() };
}

/**
 * Refuses what the operator has not seen as it is now, or has not typed the count of. Nothing is started then. Reads
 * nobody; who takes part is noted down after this, and of a destructive action no more than were typed.
 */
export async function requireSeenPlan(
  ctx: QueryCtx,
  action: RunAction,
  selection: Plannable,
  planned: Planned,
  seen: Seen,
): Promise<void> {
  const isOfNow = planned.at > Date.now() - PLAN_GOOD_FOR_MS;
  const owners = await ownersOfPlan(ctx, action);
  if (!isOfNow || !(await isPlanOf(planned.hash, { action, selection, owners }))) throw notAsSeen();
  if (!isSamePlan(action, planned.hash, seen.hash)) throw notAsSeen();
  if (planned.count === 0 && planned.exact) {
    throw fail({
      code: "invalid",
      field: "selection",
      message: "Nobody is picked. Pick at least one person.",
    });
  }
  if (isDestructive(action) && !planned.exact) {
    const message = `More than ${planned.count} people match, too many to count exactly. Pick by state, or narrow the filter.`;
    throw fail({ code: "invalid", field: "selection", message });
  }
  requireTypedCount(action, seen.typedCount, planned.count);
}

const notAsSeen = () =>
  fail({
    code: "conflict",
    field: "hash",
    message: "The plan has changed since you saw it. Nothing was started; look at the new one.",
  });

/** What takes something away is started by whoever has typed how many it takes it from. */
export function requireTypedCount(action: RunAction, typed: number | undefined, count: number): void {
  if (!isDestructive(action) || typed === count) return;
  const message = `Type ${count}, the number of people in the plan, to start this.`;
  throw fail({ code: "invalid", field: "typedCount", message });
}

/** A run over a filter means everybody who matches, so a search that cannot see them all cannot be run. */
async function requireWholeSelection(ctx: QueryCtx, selection: Plannable): Promise<void> {
  if (selection.by !== "filter" || !selection.filter.query?.trim()) return;
  const { complete } = await searchLinks(ctx, selection.filter, null);
  if (complete) return;
  const message = `The search matches more than ${MOST_FOUND} people. Narrow it, or pick them by state.`;
  throw fail({ code: "invalid", field: "selection", message });
}
