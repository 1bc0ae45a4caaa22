import { v } from "convex/values";
import { happened } from "../../shared/fixed-sentences";
import type { PersonPage } from "../../shared/person-export-api";
import { guardedMutation, guardedQuery, fail } from "./functions";
import { recordEvent } from "./model/audit";
import { personById } from "./model/findPerson";
import { personOf } from "./model/personForRepair";
import { nextRange } from "./model/personPlaces";
import { idsOf, wholePersonOf } from "./model/wholePerson";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import type { Actor } from "./functions";

/** Everything that is kept of one person, to be taken along as a file (docs/privacy.md). */
const target = { id: v.string(), requestId: v.string() };

/** Notes down that somebody takes a person along. Answers the row's ID, by which the rest is asked for. */
export const begin = guardedMutation("users.exportPerson")({
  args: target,
  returns: v.object({ linkId: v.string(), ids: v.array(v.string()) }),
  handler: async (ctx, { id, requestId }) => {
    const { link, whole } = await personFor(ctx, id);
    await note(ctx, id, requestId, { summary: happened.exportedPerson, outcome: "started" });
    return { linkId: link._id, ids: idsOf(whole) };
  },
});

/** Notes down whether the file was finished. */
export const end = guardedMutation("users.exportPerson")({
  args: { ...target, complete: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { id, requestId, complete }) => {
    const summary = complete ? happened.exportedPersonDone : happened.exportedPersonBroken;
    await note(ctx, id, requestId, { summary, outcome: complete ? "complete" : "incomplete" });
    return null;
  },
});

/** A page of what is kept, from a place on that the page before has told; all rows of it are of one table. */
export const page = guardedQuery("users.exportPerson")({
  args: { id: v.string(), range: v.number(), cursor: v.union(v.string(), v.null()) },
  handler: async (ctx, { id, range, cursor }): Promise<PersonPage> => {
    const { whole } = await personFor(ctx, id);
    const found = await nextRange(ctx.db, whole, range);
    if (!found) return { table: null, rows: [], next: null };
    const { number, place } = found;
    const told = await place.tellPage(ctx, whole, found.range, number === range ? cursor : null);
    const next = told.isDone ? { range: number + 1, cursor: null } : { range: number, cursor: told.cursor };
    const rows = told.told.map(({ id: rowId, row }) => ({ id: rowId, json: JSON.stringify(row) }));
    return { table: place.table, rows, next };
  },
});

async function personFor(ctx: QueryCtx, id: string) {
  const link = await personById(ctx, id);
  if (!link) throw fail({ code: "not_found", field: "id", message: "Nobody has this ID." });
  const { user, contact } = await personOf(ctx, link);
  return { link, whole: await wholePersonOf(ctx, { user, contact, link: link._id }) };
}

async function note(
  ctx: MutationCtx & { actor: Actor },
  id: string,
  requestId: string,
  said: { summary: string; outcome: string },
): Promise<void> {
  const link = await personById(ctx, id);
  const { user, contactId } = link ?? {};
  await recordEvent(ctx, {
    ...{ actor: ctx.actor, action: "export person", requestId, ...said },
    ...{ user, contactId: user ? undefined : contactId },
  });
}
