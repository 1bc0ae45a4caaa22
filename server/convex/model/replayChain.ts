import type { WebhookOutcome } from "../../../shared/webhooks-api";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { noteBroken, replaySafely, type Asked } from "./replayDelivery";
import { whyDeliveryNot } from "./replayable";
import { arrivalsFound } from "./webhookFilter";

/**
 * What moves a run of replays: a chain of scheduled steps. People's runs make jobs for a worker and wait for the
 * backend; here nothing is called, so a step does the work itself, and the row only says how far it has got. A step
 * that breaks leaves nothing behind, not even a next one, so somebody looks now and then what has become of it.
 */
type Run = Doc<"webhookReplayRuns">;
type Attempt = Doc<"webhookAttempts">;

/**
 * Deliveries of one step, each in a transaction within it, and rows looked at for them. Each is read four times and
 * written twice with its payload, 256 KB at most, and a step may read 16 MB.
 */
const PAGE = 8;
const MOST_READ = 1000;

const LOOK_EVERY_MS = 5_000;
/** A step that has broken so often is not tried again: its delivery is passed over. */
const MOST_TRIES = 3;
/** And when that breaks so often as well, the run stops: it cannot be read on. */
const MOST_BREAKS = 6;

/** Begins the chain of a run, or begins it again, and looks after it from now on. */
export async function beginReplay(ctx: MutationCtx, id: Id<"webhookReplayRuns">): Promise<void> {
  const run = await ctx.db.get("webhookReplayRuns", id);
  if (!run) return;
  const watch = (run.watch ?? 0) + 1;
  await goOn(ctx, run, { state: "running", watch, broke: 0, stopCause: undefined });
  await lookLater(ctx, id, watch);
}

const lookLater = (ctx: MutationCtx, run: Id<"webhookReplayRuns">, watch: number) =>
  ctx.scheduler.runAfter(LOOK_EVERY_MS, internal.webhookReplays.lookAfter, { run, watch });

async function goOn(ctx: MutationCtx, { _id, ...run }: Run, change: Partial<Run>): Promise<void> {
  const chain = (run.chain ?? 0) + 1;
  const step = await ctx.scheduler.runAfter(0, internal.webhookReplays.step, { run: _id, chain });
  await ctx.db.patch("webhookReplayRuns", _id, { ...change, chain, step });
}

/** Looks after a running run: a step that broke is tried again, more carefully. */
export async function lookAfterReplay(ctx: MutationCtx, run: Run, watch: number): Promise<void> {
  if (!(await isUnderWay(ctx, run))) await mend(ctx, run);
  await lookLater(ctx, run._id, watch);
}

/** A step that has not had its turn is not broken, however late it is. */
async function isUnderWay(ctx: QueryCtx, { step }: Run): Promise<boolean> {
  const record = step && (await ctx.db.system.get("_scheduled_functions", step));
  return record?.state.kind === "pending" || record?.state.kind === "inProgress";
}

async function mend(ctx: MutationCtx, run: Run): Promise<void> {
  const broke = (run.broke ?? 0) + 1;
  if (broke < MOST_BREAKS) return goOn(ctx, run, { broke, careful: true });
  const stopCause = "What comes next cannot be read: each try broke.";
  await ctx.db.patch("webhookReplayRuns", run._id, { state: "stopped", broke, stopCause });
  const summary = `The run "${run.name}" over webhook deliveries stopped by itself: ${stopCause}`;
  const target = { kind: "replay" as const, id: run._id };
  await recordEvent(ctx, { actor: systemActor, action: "stop replay", summary, target });
}

/** Replays one page of what the run's filter finds, and begins the next step. */
export async function stepReplayRun(ctx: MutationCtx, run: Run): Promise<void> {
  const found = await arrivalsFound(ctx, run.filter);
  const numItems = run.careful ? 1 : PAGE;
  const { page, isDone, continueCursor } = found
    ? await found.paginate({ cursor: run.cursor, numItems, maximumRowsRead: MOST_READ })
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
  const progress = { outcomes, replayed, skipped, cursor: continueCursor, broke: 0 };
  if (!isDone) return goOn(ctx, run, progress);
  const end = { state: "done" as const, finishedAt: Date.now(), step: undefined };
  await ctx.db.patch("webhookReplayRuns", run._id, { ...progress, ...end });
}

/** `null` when it is none of the run's: it has been dealt with, or is by now not what the filter asks for. */
async function replayOne(
  ctx: MutationCtx,
  run: Run,
  attempt: Attempt,
): Promise<WebhookOutcome | "skipped" | null> {
  const delivery = attempt.delivery && (await ctx.db.get("webhookDeliveries", attempt.delivery));
  if (!delivery || delivery.replayRun === run._id) return null;
  await ctx.db.patch("webhookDeliveries", delivery._id, { replayRun: run._id });
  const why = whyNot(run, attempt, delivery);
  if (why) {
    await noteSkipped(ctx, run, delivery._id, why);
    return "skipped";
  }
  const broken = (run.broke ?? 0) >= MOST_TRIES;
  const { outcome } = broken
    ? await noteBroken(ctx, delivery, askedBy(run), "Each try to replay it broke.")
    : await replaySafely(ctx, delivery, askedBy(run));
  return outcome;
}

function whyNot({ filter }: Run, attempt: Attempt, delivery: Doc<"webhookDeliveries">): string | null {
  const isOther = attempt.outcome !== "duplicate" && attempt.outcome !== delivery.outcome;
  return filter.outcomes?.length && isOther ? `By now it is ${delivery.outcome}.` : whyDeliveryNot(delivery);
}

const askedBy = ({ _id, createdBy: name, createdById: id, createdByToken: token, reason }: Run): Asked => ({
  ...{ actor: { id, name, ...(token ? { token } : {}) }, reason, run: _id },
});

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
