import type { ReplayPreview, ReplayRun, WebhookOutcome } from "../../../shared/webhooks-api";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { recordEvent } from "./audit";
import { replaySafely } from "./replayDelivery";
import { whyDeliveryNot } from "./replayable";
import { arrivalsFound } from "./webhookFilter";
import type { WebhookFilter } from "./webhookFilterArgs";

/**
 * Many deliveries replayed, in a chain of scheduled steps of its own. People's runs make jobs for a worker and wait for
 * the backend; here nothing is called, so a step does the work itself, and the row only says how far it has got.
 */
type Run = Doc<"webhookReplayRuns">;

/**
 * Deliveries of one step, each in a transaction within it, and rows looked at for them. Each is read four times and
 * written twice with its payload, 256 KB at most, and a step may read 16 MB.
 */
const PAGE = 8;
const MOST_READ = 1000;
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
  await recordEvent(ctx, {
    ...{ actor, action: "replay deliveries", reason: asked.reason, requestId },
    summary: `Started the run "${asked.name}" over webhook deliveries.`,
  });
  await ctx.scheduler.runAfter(0, internal.webhookReplays.step, { run });
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

/** Replays one page of what the run's filter finds, and begins the next step. */
export async function stepReplayRun(ctx: MutationCtx, run: Run): Promise<void> {
  const found = await arrivalsFound(ctx, run.filter);
  const { page, isDone, continueCursor } = found
    ? await found.paginate({ cursor: run.cursor, numItems: PAGE, maximumRowsRead: MOST_READ })
    : { page: [], isDone: true, continueCursor: null };
  const outcomes: Record<string, number> = { ...run.outcomes };
  let { replayed, skipped } = run;
  for (const attempt of page) {
    const outcome = await replayOne(ctx, run, attempt);
    if (outcome === null) continue;
    if (outcome === "skipped") skipped++;
    else replayed++;
    if (outcome !== "skipped") outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  const progress = { outcomes, replayed, skipped, cursor: continueCursor };
  const end = isDone ? { state: "done" as const, finishedAt: Date.now() } : {};
  await ctx.db.patch("webhookReplayRuns", run._id, { ...progress, ...end });
  if (!isDone) await ctx.scheduler.runAfter(0, internal.webhookReplays.step, { run: run._id });
}

/** `null` when it is none of the run's: it has been dealt with, or is by now not what the filter asks for. */
async function replayOne(
  ctx: MutationCtx,
  run: Run,
  attempt: Doc<"webhookAttempts">,
): Promise<WebhookOutcome | "skipped" | null> {
  const delivery = attempt.delivery && (await ctx.db.get("webhookDeliveries", attempt.delivery));
  if (!delivery || delivery.replayRun === run._id) return null;
  await ctx.db.patch("webhookDeliveries", delivery._id, { replayRun: run._id });
  const isOther = attempt.outcome !== "duplicate" && attempt.outcome !== delivery.outcome;
  const why =
    run.filter.outcomes?.length && isOther ? `By now it is ${delivery.outcome}.` : whyDeliveryNot(delivery);
  if (why) {
    await noteSkipped(ctx, run, delivery._id, why);
    return "skipped";
  }
  const { createdBy: name, createdById: id, reason } = run;
  const asked = { actor: { id, name }, reason, run: run._id };
  return (await replaySafely(ctx, delivery, asked)).outcome;
}

async function noteSkipped(
  ctx: MutationCtx,
  { _id, createdBy, createdById, reason }: Run,
  delivery: Id<"webhookDeliveries">,
  why: string,
): Promise<void> {
  await ctx.db.insert("webhookReplays", {
    ...{ delivery, run: _id, at: Date.now(), why, changes: [] },
    ...{ by: createdBy, byId: createdById, reason },
  });
}

export async function requireReplayRun(ctx: QueryCtx, runId: string): Promise<Run> {
  const id = ctx.db.normalizeId("webhookReplayRuns", runId);
  const run = id && (await ctx.db.get("webhookReplayRuns", id));
  if (!run) throw fail({ code: "not_found", field: "runId", message: "There is no such run." });
  return run;
}

export function replayRunView({ _id, outcomes, finishedAt, ...run }: Run): ReplayRun {
  const { name, reason, filter, state, createdBy, createdAt, replayed, skipped } = run;
  return {
    ...{ runId: _id, name, reason, filter, state, createdBy, createdAt, replayed, skipped },
    ...{ outcomes, finishedAt: finishedAt ?? null },
  };
}
