import { linkStates, type LinkState } from "../../../shared/link-state";
import type { Facets } from "../../../shared/users-api";
import type { QueryCtx } from "../_generated/server";
import { readCounters } from "./counters";
import { isCounted, linkStream, passes, statesToRead, type LinkFilter } from "./linkFilter";
import { searchLinks } from "./searchLinks";

/** Rows counted one by one, and rows read while looking for them, before a count is only "at least". */
const MOST_COUNTED = 1_000;
const MOST_READ = 2_000;

/** How many people are in each state: of everybody by the counters, of those a filter finds by counting them. */
export async function linkFacets(ctx: QueryCtx, filter: LinkFilter): Promise<Facets> {
  const anyState = { ...filter, states: undefined };
  if (!isCounted(anyState)) return facetsFound(ctx, anyState);
  return summedUp(await readCounters(ctx, "links:", linkStates.length), true);
}

async function facetsFound(ctx: QueryCtx, filter: LinkFilter): Promise<Facets> {
  const { links, complete } = filter.query?.trim()
    ? await searchLinks(ctx, filter, null)
    : await newestFound(ctx, filter);
  const counts = new Map<string, number>();
  for (const { state } of links) counts.set(state, (counts.get(state) ?? 0) + 1);
  return summedUp(counts, complete);
}

async function newestFound(ctx: QueryCtx, filter: LinkFilter) {
  const newestFirst = { key: "created", direction: "desc" } as const;
  const { page, isDone } = await linkStream(ctx, statesToRead(filter), newestFirst, filter)
    .filterWith(async (link) => passes(filter, link))
    .paginate({ cursor: null, numItems: MOST_COUNTED, maximumRowsRead: MOST_READ });
  return { links: page, complete: isDone };
}

function summedUp(counts: Map<string, number>, exact: boolean): Facets {
  const states = Object.fromEntries(linkStates.map((state) => [state, counts.get(state) ?? 0]));
  const total = Object.values(states).reduce((sum, count) => sum + count, 0);
  return { total, states: states as Record<LinkState, number>, exact };
}
