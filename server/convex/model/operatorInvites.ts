import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

export type Invite = Doc<"operatorInvites">;

/** The only invitation of an address. */
export const inviteFor = (ctx: QueryCtx, key: string): Promise<Invite | null> =>
  ctx.db
    .query("operatorInvites")
    .withIndex("by_emailKey", (q) => q.eq("emailKey", key))
    .unique();

/** Uses up the invitation of an address that somebody has proved to be theirs; `null` when none is good any more. */
export async function takeInvite(ctx: MutationCtx, key: string): Promise<Invite | null> {
  const invite = await inviteFor(ctx, key);
  if (!invite || invite.expiresAt <= Date.now()) return null;
  await ctx.db.delete("operatorInvites", invite._id);
  return invite;
}
