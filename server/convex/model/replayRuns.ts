import type { FoundDeliveries, ReplayRun } from "../../../shared/replays-api";
import type { WebhookOutcome } from "../../../shared/webhooks-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { internal } from "../_generated/api";
import { limitOf, termsOf } from "./approvalTerms";
import { approvalView } from "./approvalView";
import { asksFor } from "./asksFor";
import { recordEvent, tokenOf } from "./audit";
import { beginReplay } from "./replayChain";
import { arrivalsFound } from "./webhookFilter";
import type { WebhookFilter } from "./webhookFilterArgs";

/** Many deliveries replayed, as operators ask for it and look at it. What moves such a run is model/replayChain.ts. */
type Run = Doc<"webhookReplayRuns">;

/** Rows looked at for a preview. */
const MOST_COUNTED = 1000;

export async function startReplayRun(
  ctx: MutationCtx,
  {
    actor,
    requestId,
    ...asked
  }: { name: string; reason: string; filter: WebhookFilter; actor: Actor; requestId: string },
): Promise<Id<"webhookReplayRuns">> {
  const createdAt = Date.now();
  const filter = { ...asked.filter, to: Math.min(asked.filter.to ?? Infinity, createdAt + 1) };
  const approval = await neededOf(ctx, filter);
  const run = await ctx.db.insert("webhookReplayRuns", {
    ...{ ...asked, filter, createdAt, createdBy: actor.name, createdById: actor.id },
    createdByToken: tokenOf(actor),
    ...{ cursor: null, replayed: 0, skipped: 0, outcomes: {} },
    state: approval ? "awaiting_approval" : "running",
    ...(approval ? { approval } : {}),
  });
  if (approval) await ctx.scheduler.runAt(approval.expiresAt, internal.replayApproval.expire, { run });
  else await beginReplay(ctx, run);
  await recordEvent(ctx, {
    ...{ actor, reason: asked.reason, requestId, target: { kind: "replay", id: run } },
    ...(approval ? asksFor(asked.name) : starts(asked.name)),
  });
  return run;
}

/** The approval that such a run waits for. Nothing is counted where no size needs one. */
async function neededOf(ctx: MutationCtx, filter: WebhookFilter): Promise<Run["approval"] | null> {
  if ((await limitOf(ctx, false)) === null) return null;
  const plan = await foundDeliveries(ctx, filter);
  const { terms } = await termsOf(ctx, { ...plan, destructive: false });
  return terms && { ...terms, plan };
}

const starts = (name: string) => ({
  action: "replay deliveries" as const,
  summary: `Started the run "${name}" over webhook deliveries.`,
});

/** What a filter finds, as far as one look goes. A delivery that came several times counts once. */
export async function foundDeliveries(ctx: QueryCtx, filter: WebhookFilter): Promise<FoundDeliveries> {
  const found = await arrivalsFound(ctx, filter);
  if (!found) return { count: 0, exact: true, byOutcome: {} };
  const { page, isDone } = await found.paginate({
    ...{ cursor: null, numItems: MOST_COUNTED, maximumRowsRead: MOST_COUNTED },
  });
  const byOutcome: Partial<Record<WebhookOutcome, number>> = {};
  const met = new Set<Id<"webhookDeliveries">>();
  for (const { delivery, outcome } of page) {
    if (!delivery || met.has(delivery)) continue;
    met.add(delivery);
    byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
  }
  return { count: met.size, exact: isDone, byOutcome };
}

export async function requireReplayRun(ctx: QueryCtx, runId: string): Promise<Run> {
  const id = ctx.db.normalizeId("webhookReplayRuns", runId);
  const run = id && (await ctx.db.get("webhookReplayRuns", id));
  if (!run) throw fail({ code: "not_found", field: "runId", message: "There is no such run." });
  return run;
}

export function replayRunView(stored: Run): ReplayRun {
  const { _id, outcomes, finishedAt, stopCause, ...run } = stored;
  const { name, reason, filter, state, createdBy, createdAt, replayed, skipped } = run;
  return {
    ...{ runId: _id, name, reason, filter, state, createdBy, createdAt, replayed, skipped },
    approval: approvalView(stored),
    ...{ outcomes, finishedAt: finishedAt ?? null, stopCause: stopCause ?? null },
  };
}
