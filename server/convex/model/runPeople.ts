import { whyNot } from "../../../shared/fixed-sentences";
import { linkStates, type LinkState } from "../../../shared/link-state";
import type { RunAction } from "../../../shared/runs-api";
import type { QueryCtx } from "../_generated/server";
import { readCounter } from "./counters";
import { isCounted, passes, type LinkFilter } from "./linkFilter";
import type { Link } from "./linkRow";
import { linksPage } from "./listLinks";
import { entryOf } from "./planEntry";
import { standingOf } from "./runStanding";
import { requireRun } from "./runView";
import { SAMPLED_FROM, samplePeople } from "./samplePeople";
import type { Plannable } from "./selectionArgs";
import { Tally } from "./tally";

/**
 * Whom a plan is for. People in one link state are counted by the counters, and where the state alone does not say what
 * would happen to them, as many rows are read as one transaction can afford and the rest is taken to be like them. So
 * a plan for 100,000 people costs as much as one for 1,000.
 */
type People = { tally: Tally; exact: boolean; samples: Link[] };

/** Rows read of a link state whose people need different changes. */
const READ_PER_STATE = 1000;
/** Rows looked at where no counter knows the filter. */
const READ_PER_PAGE = 4000;
const MOST_PAGES = 2;
/** Picked and excluded rows looked at one by one. */
const READ_BY_ID = 1000;

/** States in which the state alone does not decide the change. */
const mixed: ReadonlySet<LinkState> = new Set(["failed", "pending", "broken"]);

function tallyOf(action: RunAction, links: Link[], by: Plannable["by"] = "filter"): Tally {
  const tally = new Tally();
  for (const link of links) tally.add(entryOf(action, by, link), 1);
  return tally;
}

/** Everybody in a selection by what would happen to them, and some of them by name. */
export async function peopleOf(ctx: QueryCtx, action: RunAction, selection: Plannable): Promise<People> {
  if (selection.by === "ids") return pickedPeople(ctx, action, selection.linkIds);
  if (selection.by === "failed") return failedPeople(ctx, action, selection.runId);
  const { filter, except } = selection;
  return isCounted(filter)
    ? countedPeople(ctx, action, filter, except)
    : foundPeople(ctx, action, filter, new Set<string>(except));
}

const pickedPeople = (ctx: QueryCtx, action: RunAction, linkIds: string[]): Promise<People> => {
  const ids = [...new Set(linkIds)];
  return peopleByIds(ctx, action, "ids", ids, ids.length);
};

/** Whoever failed in a run: its counter says how many, and some are read. */
async function failedPeople(ctx: QueryCtx, action: RunAction, runId: string): Promise<People> {
  const run = await requireRun(ctx, runId);
  const { failed } = await standingOf(ctx, run);
  const items = await ctx.db
    .query("runItems")
    .withIndex("by_run_outcome_cause", (q) => q.eq("run", run._id).eq("outcome", "failed"))
    .take(READ_BY_ID);
  return peopleByIds(
    ctx,
    action,
    "failed",
    items.map(({ link }) => link),
    failed,
  );
}

/** `count` people, of whom the first thousand are read by these IDs. */
async function peopleByIds(
  ctx: QueryCtx,
  action: RunAction,
  by: "ids" | "failed",
  ids: string[],
  count: number,
): Promise<People> {
  const links = await linksById(ctx, ids);
  const missing = Math.min(ids.length, READ_BY_ID) - links.length;
  const tally = tallyOf(action, links, by);
  tally.add({ kind: "skip", why: whyNot.nobodyHasId }, missing);
  tally.scaleTo(count);
  return { tally, exact: true, samples: samplePeople(links) };
}

async function linksById(ctx: QueryCtx, ids: string[]): Promise<Link[]> {
  const found = await Promise.all(
    ids.slice(0, READ_BY_ID).map((id) => {
      const link = ctx.db.normalizeId("links", id);
      return link && ctx.db.get("links", link);
    }),
  );
  return found.filter((link) => link !== null);
}

async function countedPeople(
  ctx: QueryCtx,
  action: RunAction,
  filter: LinkFilter,
  except: string[],
): Promise<People> {
  const tally = new Tally();
  for (const state of filter.states?.length ? filter.states : linkStates) {
    const count = await readCounter(ctx, `links:${state}`);
    if (count > 0) tally.addAll(await peopleIn(ctx, action, state, count));
  }
  const excluded = await excludedPeople(ctx, action, filter, except);
  const left = tally.total - excluded.total;
  tally.subtract(excluded);
  tally.scaleTo(Math.max(0, left));
  const { rows } = await linksPage(ctx, filter, null, null, SAMPLED_FROM);
  const samples = samplePeople(rows.filter(({ _id }) => !except.includes(_id)));
  return { tally, exact: true, samples };
}

/** Excluded rows that the filter would have matched; of very many, some are read and the rest taken to be like them. */
async function excludedPeople(
  ctx: QueryCtx,
  action: RunAction,
  filter: LinkFilter,
  except: string[],
): Promise<Tally> {
  const excluded = await linksById(ctx, except);
  const tally = tallyOf(
    action,
    excluded.filter((link) => passes(filter, link)),
  );
  if (except.length > READ_BY_ID) tally.scaleTo(except.length);
  return tally;
}

/** What would happen to everybody in one state. */
async function peopleIn(ctx: QueryCtx, action: RunAction, state: LinkState, count: number): Promise<Tally> {
  const rows = await ctx.db
    .query("links")
    .withIndex("by_state_createdAt", (q) => q.eq("state", state))
    .take(mixed.has(state) || action !== "resync" ? READ_PER_STATE : 1);
  const tally = tallyOf(action, rows);
  tally.scaleTo(count);
  return tally;
}

/** Nobody has counted what this filter finds, so it is counted as far as one transaction goes. */
async function foundPeople(
  ctx: QueryCtx,
  action: RunAction,
  filter: LinkFilter,
  except: ReadonlySet<string>,
): Promise<People> {
  const links: Link[] = [];
  let cursor: string | null = null;
  let exact = true;
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await linksPage(ctx, filter, null, cursor, READ_PER_PAGE);
    links.push(...found.rows.filter(({ _id }) => !except.has(_id)));
    cursor = found.nextCursor;
    // A search gives all it can see at once, and says itself whether that is everybody.
    exact = filter.query?.trim() ? found.total.exact : cursor === null;
    if (cursor === null) break;
  }
  return { tally: tallyOf(action, links), exact, samples: samplePeople(links) };
}
