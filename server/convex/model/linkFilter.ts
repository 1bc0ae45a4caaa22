import { mergedStream, stream, type QueryStream } from "convex-helpers/server/stream";
import type { NamedTableInfo, OrderedQuery, QueryInitializer } from "convex/server";
import { v, type Infer } from "convex/values";
import { linkStates, type LinkState } from "../../../shared/link-state";
import type { SortBy } from "../../../shared/users-api";
import { sortKeys } from "../../../shared/users-list";
import type { DataModel } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import schema from "../schema";
import type { Link } from "./linkRow";
import type { filterObject } from "./selectionArgs";
import { oneOf } from "./selectionArgs";

/** `wholeOnly`: a query finds whom it names exactly, and nobody by words. */
export type LinkFilter = Infer<typeof filterObject> & { wholeOnly?: boolean };

export const sortArgs = v.object({ key: oneOf(sortKeys), direction: oneOf(["asc", "desc"]) });

const sortFields = {
  name: "sortName",
  email: "sortEmail",
  created: "createdAt",
  lastSync: "lastSyncAt",
  lastWebhook: "lastWebhookAt",
  attempts: "attempts",
} as const satisfies Record<SortBy["key"], keyof Link>;

export type SortField = (typeof sortFields)[SortBy["key"]];
export const sortField = (sort: SortBy): SortField => sortFields[sort.key];

/** Whether a row passes what no index has sorted out already. */
export function passes(filter: LinkFilter, link: Link): boolean {
  const { states, statuses, errorCodes } = filter;
  return (
    (!states?.length || states.includes(link.state)) &&
    (!statuses?.length || (!!link.userStatus && statuses.includes(link.userStatus))) &&
    (!errorCodes?.length || (!!link.errorCode && errorCodes.includes(link.errorCode))) &&
    within(link.createdAt, filter.createdFrom, filter.createdTo) &&
    within(link.updatedAt, filter.changedFrom, filter.changedTo)
  );
}

/** Rows with an error code are in one of these: an open job makes `pending`, a failed one `failed`, unless deleted. */
const withErrors: LinkState[] = ["pending", "failed", "deleted"];

/** The states that an index has to bring up so that nobody is missed; none means all. */
export function statesToRead({ states, statuses, errorCodes }: LinkFilter): LinkState[] {
  const narrowest = statuses?.length === 1 && statuses[0] === "deleted" ? ["deleted" as const] : null;
  const possible = narrowest ?? (errorCodes?.length ? withErrors : null);
  if (!states?.length) return possible ?? [];
  const both = states.filter((state) => possible?.includes(state) ?? true);
  return both.length > 0 ? both : states;
}

const within = (at: number, from = -Infinity, to = Infinity) => at >= from && at <= to;

type Created = Pick<LinkFilter, "createdFrom" | "createdTo">;
type LinksTable = NamedTableInfo<DataModel, "links">;

/** The rows in one state, or in any, in order, by one index. In the order of creation nothing outside `created` is read. */
export const linkRange = (ctx: QueryCtx, state: LinkState | undefined, sort: SortBy, created: Created) =>
  inOrder(ctx.db.query("links"), state, sort, created);

/**
 * All rows in these states (every row when there are none), in order, by index: one stream per state, merged. In the
 * order of creation nothing outside `created` is read; in another one the caller sorts it out.
 */
export function linkStream(ctx: QueryCtx, states: LinkState[], sort: SortBy, created: Created = {}) {
  const streamOf = (state?: LinkState) =>
    inOrder(stream(ctx.db, schema).query("links"), state, sort, created) as QueryStream<Link>;
  return states.length === 0
    ? streamOf()
    : mergedStream(states.map(streamOf), [sortField(sort), "_creationTime", "_id"]);
}

function inOrder(
  links: QueryInitializer<LinksTable>,
  state: LinkState | undefined,
  sort: SortBy,
  { createdFrom = -Infinity, createdTo = Infinity }: Created,
): OrderedQuery<LinksTable> {
  const field = sortField(sort);
  if (field !== "createdAt") {
    const range = state
      ? links.withIndex(`by_state_${field}`, (q) => q.eq("state", state))
      : links.withIndex(`by_${field}`);
    return range.order(sort.direction);
  }
  const range = state
    ? links.withIndex("by_state_createdAt", (q) =>
        q.eq("state", state).gte("createdAt", createdFrom).lte("createdAt", createdTo),
      )
    : links.withIndex("by_createdAt", (q) => q.gte("createdAt", createdFrom).lte("createdAt", createdTo));
  return range.order(sort.direction);
}

/** Whether one range of an index holds just those rows that match, so that none need be looked at and left out. */
export function isOneRange(filter: LinkFilter, sort: SortBy): boolean {
  const ofCreation =
    sort.key === "created" ? { ...filter, createdFrom: undefined, createdTo: undefined } : filter;
  return (filter.states ?? []).length <= 1 && isCounted(ofCreation);
}

/** Whether the counters know how many rows match: when nothing but the state is asked for. */
export const isCounted = (filter: LinkFilter) =>
  !filter.query?.trim() &&
  !filter.statuses?.length &&
  !filter.errorCodes?.length &&
  [filter.createdFrom, filter.createdTo, filter.changedFrom, filter.changedTo].every(
    (bound) => bound === undefined,
  );

/** What `tandem links` asks for. */
export const exportArgs = {
  states: v.optional(v.array(oneOf(linkStates))),
  cursor: v.union(v.string(), v.null()),
  limit: v.number(),
};
