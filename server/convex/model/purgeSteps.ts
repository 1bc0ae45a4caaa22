import { happened } from "../../../shared/fixed-sentences";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { subjectOf } from "./beginPurge";
import { removeContact } from "./contacts";
import { withLearnt } from "./formerWords";
import { cancelOpenJobs } from "./jobs";
import { refreshLinks } from "./links";
import { isWantedByOther } from "./otherClaims";
import { firstSearched, nextRange } from "./personPlaces";
import { newTouched } from "./touched";
import { removeUser } from "./users";

type Purge = Doc<"purges">;

/**
 * Forgets a page of what is known of a person, and goes on in the next step; a kill between two loses nothing. A step
 * that breaks ends its chain: `resume` begins another one.
 */
export async function stepOfPurge(ctx: MutationCtx, id: Id<"purges">, chain: number): Promise<void> {
  const purge = await ctx.db.get("purges", id);
  if (!purge || purge.chain !== chain) return;
  const next = await forgetSome(ctx, purge);
  if (next === "done") return;
  await ctx.db.patch("purges", id, { ...next, steppedAt: Date.now() });
  await ctx.scheduler.runAfter(0, internal.purge.step, { purge: id, chain });
}

/** Begins a new chain where the last one stopped. */
export async function resumePurge(ctx: MutationCtx, { _id, chain }: Purge): Promise<void> {
  await ctx.db.patch("purges", _id, { chain: chain + 1, steppedAt: Date.now() });
  await ctx.scheduler.runAfter(0, internal.purge.step, { purge: _id, chain: chain + 1 });
}

async function forgetSome(
  ctx: MutationCtx,
  purge: Purge,
): Promise<Partial<Pick<Purge, "place" | "person" | "learntAt">> | "done"> {
  const { person, place } = purge;
  const range = await nextRange(ctx.db, person, place.range);
  if (!range) return isToBeRepeated(ctx, purge) ? fromTheBeginning : finish(ctx, purge);
  const { number } = range;
  const cursor = number === place.range ? place.cursor : null;
  const page = await range.place.forgetPage(ctx, person, range.range, cursor);
  const grown = page.learnt.length > 0 ? withLearnt(person, page.learnt) : null;
  return {
    place: page.isDone ? { range: number + 1, cursor: null } : { range: number, cursor: page.cursor },
    ...(grown ? { person: grown.person } : {}),
    ...(grown?.isMore ? { learntAt: number } : {}),
  };
}

const fromTheBeginning = { place: { range: 0, cursor: null }, learntAt: undefined };

/** What was learnt late may stand in what was searched before. There is an end to it: words are counted. */
const isToBeRepeated = (ctx: MutationCtx, { person, learntAt }: Purge): boolean =>
  learntAt !== undefined && learntAt >= firstSearched(ctx.db, person);

/** Nothing is left but the two sides and their row: they go in one transaction, and nobody's rows are wrong meanwhile. */
async function finish(ctx: MutationCtx, purge: Purge): Promise<Partial<Pick<Purge, "place">> | "done"> {
  const touched = newTouched();
  const user = purge.user ? await ctx.db.get("users", purge.user) : null;
  // An operator may have asked for something after its range was done.
  const late = user ? await cancelOpenJobs(ctx, touched, user._id) : [];
  if (late.length > 0) {
    await refreshLinks(ctx, touched);
    return { place: { range: 0, cursor: null } };
  }
  for (const id of purge.person.contacts) {
    const contact = await ctx.db.get("contacts", id);
    if (contact && !(await isWantedByOther(ctx, user, contact)))
      await removeContact(ctx, touched, contact, Date.now());
  }
  if (user) await removeUser(ctx, touched, user);
  await refreshLinks(ctx, touched);
  await recordEvent(ctx, {
    ...{ actor: systemActor, action: "purge", summary: happened.purged, outcome: "done" },
    ...{ ...subjectOf(purge.person), requestId: purge.requestId },
  });
  await ctx.db.delete("purges", purge._id);
  await ctx.scheduler.runAfter(0, internal.purge.goOn, {});
  return "done";
}
