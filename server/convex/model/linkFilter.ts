import { mergedStream, stream } from "convex-helpers/server/stream";
import { v, type Infer } from "convex/values";
import { linkStates, type LinkState } from "../../../shared/link-state";
import { sortKeys, type SortBy } from "../../../shared/users-api";
import type { QueryCtx } from "../_generated/server";
import schema from "../schema";
import type { Link } from "./linkRow";
import type { filterObject } from "./selectionArgs";
import { oneOf } from "./selectionArgs";

export type LinkFilter = Infer<typeof filterObject>;

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
  const { states, statuses, errorCodes, createdFrom = -Infinity, createdTo = Infinity } = filter;
  return (
    (!states?.length || states.includes(link.state)) &&
    (!statuses?.length || (!!link.userStatus && statuses.includes(link.userStatus))) &&
    (!errorCodes?.length || (!!link.errorCode && errorCodes.includes(link.errorCode))) &&
    link.createdAt >= createdFrom &&
    link.createdAt <= createdTo
  );
}

/** All rows in these states (every row when there are none), in order, by index: one stream per state, merged. */
export function linkStream(ctx: QueryCtx, states: LinkState[], sort: SortBy) {
  const field = sortField(sort);
  const links = () => stream(ctx.db, schema).query("links");
  if (states.length === 0) return links().withIndex(`by_${field}`).order(sort.direction);
  const streams = states.map((state) =>
    links()
      .withIndex(`by_state_${field}`, (q) => q.eq("state", state))
      .order(sort.direction),
  );
  return mergedStream(streams, [field, "_creationTime", "_id"]);
}

/** Whether the counters know how many rows match: when nothing but the state is asked for. */
export const isCounted = (filter: LinkFilter) =>
  !filter.query?.trim() &&
  !filter.statuses?.length &&
  !filter.errorCodes?.length &&
  filter.createdFrom === undefined &&
  filter.createdTo === undefined;

/** What `tandem links` asks for. */
export const exportArgs = {
  states: v.optional(v.array(oneOf(linkStates))),
  cursor: v.union(v.string(), v.null()),
  limit: v.number(),
};
