import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { whyNot } from "../../../shared/fixed-sentences";
import { causeCounter, causeOf } from "./runCauses";
import { countOne, type Touched } from "./touched";

type Item = Doc<"runItems">;
export type ItemOutcome = "done" | "skipped" | "failed";
export const runCounter = (run: Id<"runs">, outcome: ItemOutcome) => `run:${run}:${outcome}`;
/** People whose job has failed at least once and has not ended. */
export const waitsCounter = (run: Id<"runs">) => `run:${run}:waits`;

/** A person's job waits for its next attempt, for hours perhaps: so somebody else gets the place in the window. */
export async function beginsWaiting(ctx: MutationCtx, touched: Touched, id: Id<"runItems">): Promise<void> {
  const item = await ctx.db.get("runItems", id);
  if (item?.outcome !== "waiting" || item.waits) return;
  countOne(touched, waitsCounter(item.run));
  await ctx.db.patch("runItems", id, { waits: true });
  await wakeRun(ctx, item);
}

export function stopsWaiting(touched: Touched, { run, waits }: Item): void {
  if (waits) countOne(touched, waitsCounter(run), -1);
}

async function wakeRun(ctx: MutationCtx, { run, wakes }: Item): Promise<void> {
  if (wakes) await ctx.scheduler.runAfter(0, internal.runSteps.wake, { run });
}

/** Books the outcome of one person of a run, with its cause and its counts. The first outcome stays. */
export async function settleRunItem(
  ctx: MutationCtx,
  touched: Touched,
  id: Id<"runItems">,
  outcome: ItemOutcome,
  why: string | undefined,
): Promise<void> {
  const item = await ctx.db.get("runItems", id);
  if (!item || (item.outcome !== "frozen" && item.outcome !== "waiting")) return;
  countOne(touched, runCounter(item.run, outcome));
  const because = outcome === "done" ? {} : await reasonOf(ctx, item, outcome, why);
  if (because.cause) countOne(touched, causeCounter(item.run, because.cause));
  stopsWaiting(touched, item);
  await ctx.db.patch("runItems", id, { outcome, why, waits: undefined, ...because });
  await wakeRun(ctx, item);
}

/** The error class of who failed is what their job ended with. */
async function reasonOf(
  ctx: MutationCtx,
  item: Item,
  outcome: "skipped" | "failed",
  why: string = whyNot.noReason,
): Promise<{ cause?: Id<"runCauses">; code?: string | undefined }> {
  const job = outcome === "failed" && item.job ? await ctx.db.get("syncJobs", item.job) : null;
  const code = job?.errorCode;
  return { code, cause: await causeOf(ctx, item.run, outcome, code, why) };
}
