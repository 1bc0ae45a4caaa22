import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** A link by which an operator could have chosen another password is of no use any more. */
export async function forgetReset(ctx: MutationCtx, operator: Id<"operators">): Promise<void> {
  const link = await ctx.db
    .query("operatorResets")
    .withIndex("by_operator", (q) => q.eq("operator", operator))
    .unique();
  if (link) await ctx.db.delete("operatorResets", link._id);
}
