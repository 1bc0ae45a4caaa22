import type { ReplayPreview, ReplayRun, WebhookOutcome } from "../../../shared/webhooks-api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { recordEvent } from "./audit";
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
  const run = await ctx.db.insert("webhookReplayRuns", {
    ...{ ...asked, filter, createdAt, createdBy: actor.name, createdById: actor.id },
    ...{ state: "running", cursor: null, replayed: 0, skipped: 0, outcomes: {} },
  });
  await beginReplay(ctx, run);
  await recordEvent(ctx, {
    ...{ actor, action: "replay deliveries", reason: asked.reason, requestId },
    summary: `Started the run "${asked.name}" over webhook deliveries.`,
    target: { kind: "replay", id: run },
  });
  return run;
}

/** What a filter finds, as far as one look goes. A delivery that came several times counts once. */
export async function previewReplay(ctx: QueryCtx, filter: WebhookFilter): Promise<ReplayPreview> {
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

export function replayRunView({ _id, outcomes, finishedAt, stopCause, ...run }: Run): ReplayRun {
  const { name, reason, filter, state, createdBy, createdAt, replayed, skipped } = run;
  return {
    ...{ runId: _id, name, reason, filter, state, createdBy, createdAt, replayed, skipped },
    ...{ outcomes, finishedAt: finishedAt ?? null, stopCause: stopCause ?? null },
  };
}
