import { v, type Infer } from "convex/values";
import { happened } from "../../shared/fixed-sentences";
import type { PersonPage, WalkPlace } from "../../shared/person-export-api";
import { guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { subjectOf } from "./model/beginPurge";
import { withLearnt } from "./model/formerWords";
import { keptPerson } from "./model/keptPerson";
import type { PageEnd } from "./model/personPlace";
import { nextRange } from "./model/personPlaces";
import { idsOf, wholePerson, type WholePerson } from "./model/wholePerson";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import type { Actor } from "./functions";

/** Everything that is kept of one person, to be taken along as a file (docs/privacy.md). */
const target = { id: v.string(), requestId: v.string() };

/** By what the person is looked for in what others wrote: `null` before anything was learnt. */
const known = wholePerson.pick("words", "former");
type Known = Infer<typeof known>;
const knownOf = ({ words, former }: WholePerson): Known => ({ words, former });

/** Where a walk through what is kept has come to. */
const walkArgs = {
  ...{ id: v.string(), known: v.union(known, v.null()) },
  ...{ range: v.number(), cursor: v.union(v.string(), v.null()) },
};
type Walk = { known: Known; next: WalkPlace | null };

/** Notes down that somebody takes a person along. Answers the ID by which the rest is asked for. */
export const begin = guardedMutation("users.exportPerson")({
  args: target,
  returns: v.object({ id: v.string(), ids: v.array(v.string()) }),
  handler: async (ctx, { id, requestId }) => {
    const { keptAs, person } = await keptPerson(ctx, id);
    await note(ctx, person, requestId, { summary: happened.exportedPerson, outcome: "started" });
    return { id: keptAs, ids: idsOf(person) };
  },
});

/** Notes down whether the file was finished. */
export const end = guardedMutation("users.exportPerson")({
  args: { ...target, complete: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { id, requestId, complete }) => {
    const summary = complete ? happened.exportedPersonDone : happened.exportedPersonBroken;
    const { person } = await keptPerson(ctx, id);
    await note(ctx, person, requestId, { summary, outcome: complete ? "complete" : "incomplete" });
    return null;
  },
});

/** A page of what tells by which words the person was known before. All of it comes first: what names them is found by it. */
export const learn = guardedQuery("users.exportPerson")({
  args: walkArgs,
  handler: async (ctx, { id, range, cursor, known }): Promise<Walk> => {
    const person = await personAs(ctx, id, known);
    const found = await nextRange(ctx.db, person, range, ({ learnPage }) => learnPage !== undefined);
    if (!found?.place.learnPage) return { known: knownOf(person), next: null };
    const from = found.number === range ? cursor : null;
    const page = await found.place.learnPage(ctx, person, found.range, from);
    const grown = withLearnt(person, page.learnt);
    return { known: knownOf(grown.person), next: placeAfter(found.number, page) };
  },
});

/** A page of what is kept, from a place on that the page before has told; all rows of it are of one table. */
export const page = guardedQuery("users.exportPerson")({
  args: walkArgs,
  handler: async (ctx, { id, range, cursor, known }): Promise<PersonPage> => {
    const person = await personAs(ctx, id, known);
    const found = await nextRange(ctx.db, person, range);
    if (!found) return { table: null, rows: [], next: null };
    const { number, place } = found;
    const told = await place.tellPage(ctx, person, found.range, number === range ? cursor : null);
    const rows = told.told.map(({ id: rowId, row }) => ({ id: rowId, json: JSON.stringify(row) }));
    return { table: place.table, rows, next: placeAfter(number, told) };
  },
});

const placeAfter = (number: number, { isDone, cursor }: PageEnd) =>
  isDone ? { range: number + 1, cursor: null } : { range: number, cursor };

async function personAs(ctx: QueryCtx, id: string, known: Known | null): Promise<WholePerson> {
  const { person } = await keptPerson(ctx, id);
  return { ...person, ...known };
}

async function note(
  ctx: MutationCtx & { actor: Actor },
  person: WholePerson,
  requestId: string,
  said: { summary: string; outcome: string },
): Promise<void> {
  const about = { ...subjectOf(person), requestId };
  await recordEvent(ctx, { actor: ctx.actor, action: "export person", ...about, ...said });
}
