import type { MutationCtx, QueryCtx } from "../_generated/server";

/** How long it is remembered that a contact was found gone, in ms: a backend tries a webhook again for days at most. */
const REMEMBERED_MS = 30 * 24 * 3_600_000;
/** Rows forgotten with a new one: more than one, so that a backlog goes down. */
const MOST_FORGOTTEN = 5;

/** Remembers that the CRM did not have a contact when it was asked, at `goneAt` (ms, by this deployment's clock). */
export async function noteGone(ctx: MutationCtx, crmId: string, goneAt: number): Promise<void> {
  const known = await find(ctx, crmId);
  if (known) return ctx.db.patch("goneContacts", known._id, { goneAt });
  await ctx.db.insert("goneContacts", { crmId, goneAt });
  const outdated = await ctx.db
    .query("goneContacts")
    .withIndex("by_goneAt", (q) => q.lt("goneAt", goneAt - REMEMBERED_MS))
    .take(MOST_FORGOTTEN);
  for (const { _id } of outdated) await ctx.db.delete("goneContacts", _id);
}

/**
 * Whether a contact was found gone after `at` (ms): what happened to it before is of no use any more. Where the CRM's
 * clock is behind something newer looks older, and then the next sweep of changes finds it.
 */
export async function wasGoneAfter(ctx: QueryCtx, crmId: string, at: number): Promise<boolean> {
  return ((await find(ctx, crmId))?.goneAt ?? -Infinity) >= at;
}

const find = (ctx: QueryCtx, crmId: string) =>
  ctx.db
    .query("goneContacts")
    .withIndex("by_crmId", (q) => q.eq("crmId", crmId))
    .unique();
