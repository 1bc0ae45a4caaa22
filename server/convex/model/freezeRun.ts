import { isDestructive, type ChangeKind } from "../../../shared/runs-api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import type { Link } from "./linkRow";
import { linksPage } from "./listLinks";
import { entryOf } from "./planEntry";
import { MOST_FOUND } from "./searchLinks";

type Run = Doc<"runs">;

/** People frozen in one transaction: a look and a write each. */
const FROZEN_PER_STEP = 200;
/** What a transaction writes may be dated so much earlier, in ms, than others see it: none takes as long. */
const LONGEST_MS = 10_000;

/**
 * Notes one page of the selection down, so that the run keeps to it whatever changes. Answers the run as it then is;
 * `frozenAt` says that it was the last page.
 */
export async function freezePage(ctx: MutationCtx, run: Run): Promise<Run> {
  const found = await selectionPage(ctx, run);
  let { nextCursor } = found;
  let added = 0;
  for (const link of found.links) {
    if (link._creationTime > run._creationTime || (await isFrozen(ctx, run, link))) continue;
    if (run.most !== undefined && run.total + added >= run.most) {
      nextCursor = null;
      await noteCutOff(ctx, run, run.most);
      break;
    }
    const { _id, name, user } = link;
    const item = { run: run._id, link: _id, name, user, ...plannedFor(run, link) };
    await ctx.db.insert("runItems", { ...item, outcome: "frozen" });
    added++;
  }
  const change = {
    total: run.total + added,
    cursor: nextCursor,
    ...(nextCursor === null ? frozen(run) : {}),
  };
  await ctx.db.patch("runs", run._id, change);
  return { ...run, ...change };
}

/** What is approved is held against how things are then, person by person. */
const plannedFor = ({ approval, action, selection }: Run, link: Link): { planned?: ChangeKind } =>
  approval ? { planned: entryOf(action, selection.by, link).kind } : {};

/**
 * Somebody has come to match since the count was typed. Nobody has agreed to take anything from one more than that, so
 * who is met after it is left alone.
 */
async function noteCutOff(ctx: MutationCtx, run: Run, most: number): Promise<void> {
  const people = `${most} ${most === 1 ? "person takes" : "people take"} part`;
  const why = isDestructive(run.action) ? "as was typed" : "as may without a second admin";
  const summary = `"${run.name}": ${people}, ${why}; more people match by now and are left alone.`;
  const target = { kind: "run" as const, id: run._id };
  await recordEvent(ctx, { actor: systemActor, action: "run", summary, target, reason: run.reason });
}

/** From here on the items say who takes part; thousands of IDs in the run itself would be read with every step. */
function frozen({ selection, state }: Run): Pick<Run, "state" | "selection" | "frozenAt"> {
  return {
    state: state === "freezing" ? "running" : state,
    frozenAt: Date.now(),
    selection: withoutIds(selection),
  };
}

function withoutIds(selection: Run["selection"]): Run["selection"] {
  switch (selection.by) {
    case "ids":
      return { ...selection, linkIds: [] };
    case "filter":
      return { ...selection, except: [] };
    case "failed":
      return selection;
  }
}

type Page = { links: Link[]; nextCursor: string | null };

async function selectionPage(ctx: MutationCtx, { selection, cursor }: Run): Promise<Page> {
  switch (selection.by) {
    case "filter": {
      // What a search finds has no cursor that holds while people change, so it is frozen whole.
      const limit = selection.filter.query?.trim() ? MOST_FOUND : FROZEN_PER_STEP;
      const { rows, nextCursor } = await linksPage(ctx, selection.filter, null, cursor, limit);
      const except = new Set<string>(selection.except);
      return { links: rows.filter(({ _id }) => !except.has(_id)), nextCursor };
    }
    case "ids": {
      const start = Number(cursor ?? 0);
      const end = start + FROZEN_PER_STEP;
      const links = await linksOf(ctx, selection.linkIds.slice(start, end));
      return { links, nextCursor: end < selection.linkIds.length ? String(end) : null };
    }
    case "failed": {
      const { page, isDone, continueCursor } = await ctx.db
        .query("runItems")
        .withIndex("by_run_outcome_cause", (q) => q.eq("run", selection.run).eq("outcome", "failed"))
        .paginate({ cursor, numItems: FROZEN_PER_STEP });
      const links = await linksOf(
        ctx,
        page.map(({ link }) => link),
      );
      return { links, nextCursor: isDone ? null : continueCursor };
    }
  }
}

async function linksOf(ctx: MutationCtx, linkIds: string[]): Promise<Link[]> {
  const ids = linkIds.map((id) => ctx.db.normalizeId("links", id));
  const found = await Promise.all(ids.map((id) => id && ctx.db.get("links", id)));
  return found.filter((link) => link !== null);
}

/** A row can be met twice while its sort key changes under the cursor: so not one that nobody has written since. */
async function isFrozen(ctx: MutationCtx, run: Run, link: Link): Promise<boolean> {
  if (run.selection.by === "filter" && link.updatedAt < run.createdAt - LONGEST_MS) return false;
  const item = await ctx.db
    .query("runItems")
    .withIndex("by_run_link", (q) => q.eq("run", run._id).eq("link", link._id))
    .first();
  return item !== null;
}
