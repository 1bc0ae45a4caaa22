import { v } from "convex/values";
import { z } from "zod";
import { linkStates } from "../../shared/link-state";
import { Plain } from "../../shared/personal";
import { Facets, UsersPage } from "../../shared/users-api";
import { scheduledMutation, shownQuery } from "./functions";
import { crowdArgs } from "./model/crowds";
import { refreshCrowd, refreshPeople } from "./model/links";
import { linkFacets } from "./model/linkFacets";
import { listLinks } from "./model/listLinks";
import { exportArgs, linkStream, sortArgs } from "./model/linkFilter";
import { searchable, sortable } from "./model/maskedSearch";
import { filterArgs } from "./model/selectionArgs";
import { addFindings, findingsOfMoves } from "./model/sweepFindings";

/** A page of the table. `cursor` is only good for the same filter and sort. */
export const page = shownQuery("users.read")({
  shows: UsersPage,
  args: {
    ...filterArgs,
    sort: v.optional(sortArgs),
    cursor: v.union(v.string(), v.null()),
    limit: v.number(),
  },
  handler: (ctx, { sort, cursor, limit, ...filter }) =>
    listLinks(ctx, searchable(ctx.actor, filter), sortable(ctx.actor, filter, sort), cursor, limit),
});

/** How many people are in each state, whatever states the filter names. */
export const facets = shownQuery("users.read")({
  shows: Facets,
  args: filterArgs,
  handler: (ctx, filter) => linkFacets(ctx, searchable(ctx.actor, filter)),
});

const IdsPage = z.object({
  rows: z.array(
    z.object({
      userId: Plain.nullable(),
      contactId: Plain.nullable(),
      state: z.enum(linkStates),
      reason: Plain,
    }),
  ),
  nextCursor: Plain.nullable(),
});

/** The rows as `tandem links` prints them, in the order of creation. */
export const exportPage = shownQuery("users.read")({
  shows: IdsPage,
  args: exportArgs,
  handler: async (ctx, { states = [], cursor, limit }) => {
    const rows = linkStream(ctx, states, { key: "created", direction: "asc" });
    const { page, continueCursor, isDone } = await rows.paginate({ cursor, numItems: limit });
    return {
      rows: page.map(({ userId = null, contactId = null, state, reason }) => ({
        userId,
        contactId,
        state,
        reason,
      })),
      nextCursor: isDone ? null : continueCursor,
    };
  },
});

/** Goes on with people whom an earlier transaction had no room for. */
export const continuePeople = scheduledMutation({
  args: {
    people: v.array(
      v.union(
        v.object({ side: v.literal("users"), id: v.id("users") }),
        v.object({ side: v.literal("contacts"), id: v.id("contacts") }),
      ),
    ),
    sweep: v.optional(v.id("sweeps")),
  },
  handler: async (ctx, { people, sweep }) => {
    const moves = await refreshPeople(ctx, people, sweep);
    if (sweep) await addFindings(ctx, sweep, findingsOfMoves(moves));
  },
});

/** Goes on with a crowd too large for one transaction. */
export const continueCrowd = scheduledMutation({
  args: {
    crowd: crowdArgs,
    cursor: v.union(v.string(), v.null()),
    sweep: v.optional(v.id("sweeps")),
  },
  handler: async (ctx, { crowd, cursor, sweep }) => {
    const moves = await refreshCrowd(ctx, crowd, cursor, sweep);
    if (sweep) await addFindings(ctx, sweep, findingsOfMoves(moves));
  },
});
