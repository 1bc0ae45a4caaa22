import { whyNot } from "../../../shared/fixed-sentences";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { RunAction } from "../../../shared/runs-api";
import type { Actor } from "../functions";
import { recordEvent } from "./audit";
import type { Link } from "./linkRow";
import { refreshLinks } from "./links";
import { WINDOW } from "./nextStep";
import { settleRunItem } from "./runItems";
import { takeTurn, type Turn } from "./takeTurn";
import { newTouched, type Touched } from "./touched";
import { whySkipped } from "./whySkipped";

type Run = Doc<"runs">;
type Item = Doc<"runItems">;

/** People whose turn comes in one transaction: a job, a link and an event each, and everything the join looks at. */
const FED_PER_STEP = 50;
/** The same when each of them gets a transaction of their own within it. */
const FED_CAREFULLY = 10;

/** Every so many people, the end of one's job wakes the run, so that the window fills up again long before it is empty. */
const WAKE_EVERY = WINDOW / 5;

/** Gives up to `room` people their turn. Answers the run as it then is; `taken` says how many there were. */
export async function feedRun(ctx: MutationCtx, run: Run, room: number): Promise<Run> {
  if (room <= 0) return run;
  const items = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome_cause", (q) => q.eq("run", run._id).eq("outcome", "frozen"))
    .take(Math.min(room, run.careful ? FED_CAREFULLY : FED_PER_STEP));
  if (items.length === 0) return run;
  const touched = newTouched();
  let started = 0;
  for (const item of items) {
    const wakes = isCanary(run) || ((run.started ?? 0) + started) % WAKE_EVERY === 0;
    const feed = run.careful ? feedCarefully : feedItem;
    if (await feed(ctx, touched, run, item, wakes)) started++;
  }
  await refreshLinks(ctx, touched);
  const change = { taken: (run.taken ?? 0) + items.length, started: (run.started ?? 0) + started };
  await ctx.db.patch("runs", run._id, change);
  return { ...run, ...change };
}

const isCanary = ({ canary }: Run) => canary !== undefined && canary.stage !== 3;

/**
 * A person who breaks the step, by data that no rule foresees, would break it for ever. So after a break each gets a
 * transaction within the step: whose breaks has failed, and the others go on.
 */
async function feedCarefully(
  ctx: MutationCtx,
  touched: Touched,
  _run: Run,
  item: Item,
  wakes: boolean,
): Promise<boolean> {
  try {
    return await ctx.runMutation(internal.runSteps.feedOne, { item: item._id, wakes });
  } catch {
    await settleRunItem(ctx, touched, item._id, "failed", "Tandem could not begin with this person.");
    return true;
  }
}

/** Gives one person their turn, in a transaction of their own. Whether there was work to do. */
export async function feedOne(ctx: MutationCtx, id: Id<"runItems">, wakes: boolean): Promise<boolean> {
  const item = await ctx.db.get("runItems", id);
  const run = item && (await ctx.db.get("runs", item.run));
  if (!item || !run) return false;
  const touched = newTouched();
  const started = await feedItem(ctx, touched, run, item, wakes);
  await refreshLinks(ctx, touched);
  return started;
}

/** Everything may have changed since the freeze, so each person is looked at again. Whether there was work to do. */
async function feedItem(
  ctx: MutationCtx,
  touched: Touched,
  run: Run,
  item: Item,
  wakes: boolean,
): Promise<boolean> {
  const link = await ctx.db.get("links", item.link);
  const why = link ? whySkipped(run, link) : whyNot.rowGone;
  if (!link || why !== null) return skipItem(ctx, touched, item, why);
  const turn: Turn = { link, item, actor: creatorOf(run), reason: run.reason };
  const result = await takeTurn(ctx, touched, run.action, turn);
  if ("skipped" in result) return skipItem(ctx, touched, item, result.skipped);
  if ("done" in result) {
    await settleRunItem(ctx, touched, item._id, "done", undefined);
    return true;
  }
  await ctx.db.patch("runItems", item._id, { outcome: "waiting", ...result, wakes });
  await noteTurn(ctx, run, link);
  return true;
}

async function skipItem(ctx: MutationCtx, touched: Touched, item: Item, why: string | null): Promise<false> {
  await settleRunItem(ctx, touched, item._id, "skipped", why ?? undefined);
  return false;
}

const creatorOf = ({ createdBy, createdById, createdByToken }: Run): Actor => ({
  ...{ kind: "operator", id: createdById ?? createdBy, name: createdBy, role: "admin" },
  ...(createdByToken ? { token: createdByToken } : {}),
});

const actionWords = {
  resync: "Resync",
  resend_welcome: "Re-send welcome",
  soft_delete: "Soft-delete",
  restore: "Restore",
  archive_contact: "Archive contact",
  link_matched: "Link",
  invite: "Invite",
} as const satisfies Record<RunAction, string>;
const asAction = <Word extends string>(words: Word) => words.toLowerCase() as Lowercase<Word>;

/** What is done at once notes itself down; a job says here who asked for it. */
async function noteTurn(ctx: MutationCtx, run: Run, link: Link): Promise<void> {
  const words = actionWords[run.action];
  await recordEvent(ctx, {
    actor: creatorOf(run),
    action: asAction(words),
    summary: `${words} in the run "${run.name}".`,
    user: link.user,
    contactId: link.user ? undefined : link.contactId,
    target: { kind: "run", id: run._id },
    reason: run.reason,
  });
}
