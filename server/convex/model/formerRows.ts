import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Former rows of one contact that are looked at: it may have come and gone a few times. */
const MOST_FORMER = 20;

/** Remembers whose row goes, so that runs that took it along are found. Before the first run there are none. */
export async function rememberRow(ctx: MutationCtx, { _id, contactId }: Doc<"links">): Promise<void> {
  if (contactId === undefined || (await ctx.db.query("runs").first()) === null) return;
  await ctx.db.insert("formerRows", { link: _id, contactId });
}

/** The rows that these contacts had of their own. */
export async function formerRowsOf(ctx: QueryCtx, contactIds: string[]): Promise<Id<"links">[]> {
  const found = await Promise.all(
    contactIds.map((contactId) =>
      ctx.db
        .query("formerRows")
        .withIndex("by_contactId", (q) => q.eq("contactId", contactId))
        .take(MOST_FORMER),
    ),
  );
  return found.flat().map(({ link }) => link);
}
