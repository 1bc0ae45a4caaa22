import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { fail, type Actor } from "../functions";
import { isDeleted, isSuspended } from "./shutOut";
import type { User } from "./users";

/** A member as the one who did something. */
export const memberActorOf = (user: Id<"users">): Actor => ({
  ...{ kind: "member", id: user, name: "Member", role: "member" },
});

/** The acting member. Their token may be some minutes older than their suspension, so it is looked up again. */
export async function actingMember(ctx: QueryCtx & { actor: Actor }): Promise<User> {
  const id = ctx.db.normalizeId("users", ctx.actor.id);
  const user = id && (await ctx.db.get("users", id));
  if (!user || isDeleted(user) || isSuspended(user)) {
    throw fail({ code: "unauthenticated", message: "Sign in first." });
  }
  return user;
}
