import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { refreshLinks } from "./links";
import type { Link } from "./linkRow";
import { linksPage } from "./listLinks";
import { enqueueResync } from "./resync";
import { settleRunItem } from "./runItems";
import { MOST_FOUND } from "./searchLinks";
import { newTouched, type Touched } from "./touched";

type Run = Doc<"runs">;

/** People frozen in one transaction: one write each. */
const FROZEN_PER_STEP = 200;
/** People fed to the queue in one transaction: a job, a link and an event each. */
const FED_PER_STEP = 50;

/** Notes one page of the selection down, so that the run keeps to it whatever changes. Always has a next step. */
export async function freezeRun(ctx: MutationCtx, run: Run): Promise<true> {
  const { links, nextCursor } = await selectionPage(ctx, run);
  let added = 0;
  for (const link of links) {
    if (link._creationTime > run._creationTime) continue;
    if (await isFrozen(ctx, run, link)) continue;
    const { _id, name, user } = link;
    await ctx.db.insert("runItems", { run: run._id, link: _id, name, user, outcome: "frozen" });
    added++;
  }
  const total = run.total + added;
  if (nextCursor !== null) await ctx.db.patch("runs", run._id, { cursor: nextCursor, total });
  else await ctx.db.patch("runs", run._id, { ...frozen(run), cursor: null, total });
  return true;
}

/** From here on the items say who takes part; thousands of IDs in the run itself would be read with every step. */
function frozen({ selection }: Run): Pick<Run, "state" | "selection"> {
  const rest = selection.by === "ids" ? { ...selection, linkIds: [] } : { ...selection, except: [] };
  return { state: "running", selection: rest };
}

async function selectionPage(ctx: MutationCtx, { selection, cursor }: Run) {
  if (selection.by === "filter") {
    // What a search finds has no cursor that holds while people change, so it is frozen whole.
    const limit = selection.filter.query?.trim() ? MOST_FOUND : FROZEN_PER_STEP;
    const { rows, nextCursor } = await linksPage(ctx, selection.filter, null, cursor, limit);
    return { links: rows.filter(({ _id }) => !selection.except.includes(_id)), nextCursor };
  }
  const start = Number(cursor ?? 0);
  const end = start + FROZEN_PER_STEP;
  const ids = selection.linkIds.slice(start, end).map((id) => ctx.db.normalizeId("links", id));
  const found = await Promise.all(ids.map((id) => id && ctx.db.get("links", id)));
  return {
    links: found.filter((link) => link !== null),
    nextCursor: end < selection.linkIds.length ? String(end) : null,
  };
}

/** A row can be met twice while its sort key changes under the cursor. */
async function isFrozen(ctx: MutationCtx, run: Run, link: Link): Promise<boolean> {
  const item = await ctx.db
    .query("runItems")
    .withIndex("by_run_link", (q) => q.eq("run", run._id).eq("link", link._id))
    .first();
  return item !== null;
}

/** Makes jobs for the next people. Returns whether there are more. */
export async function feedRun(ctx: MutationCtx, run: Run): Promise<boolean> {
  const items = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome", (q) => q.eq("run", run._id).eq("outcome", "frozen"))
    .take(FED_PER_STEP);
  const touched = newTouched();
  for (const item of items) await feedItem(ctx, touched, run, item);
  await refreshLinks(ctx, touched);
  return items.length === FED_PER_STEP;
}

async function feedItem(ctx: MutationCtx, touched: Touched, run: Run, item: Doc<"runItems">): Promise<void> {
  const user = item.user && (await ctx.db.get("users", item.user));
  if (!user) {
    return settleRunItem(
      ctx,
      item._id,
      "skipped",
      "There is no account to sync: the contact exists only in the CRM.",
    );
  }
  const asked = { requestedBy: run.createdBy, reason: run.reason, lane: "bulk" as const, runItem: item._id };
  const result = await enqueueResync(ctx, touched, user, asked);
  if ("skipped" in result) return settleRunItem(ctx, item._id, "skipped", result.skipped);
  await ctx.db.patch("runItems", item._id, { outcome: "waiting", ...result });
  await recordEvent(ctx, {
    actor: { ...systemActor, name: run.createdBy },
    action: "resync",
    summary: `Resync in the run "${run.name}".`,
    user: user._id,
    reason: run.reason,
  });
}
