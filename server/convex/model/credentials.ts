import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { User } from "./users";

/** An address can have been registered, deleted and registered again; more often than this nobody reads. */
const CREDENTIALS_READ = 50;

/**
 * The credential that signs in with this e-mail key, with its user, who is not deleted; `null` when there is none.
 * A user's e-mail may have changed since (a webhook does that): the address they registered with still signs in.
 */
export async function livingCredential(
  ctx: QueryCtx,
  key: string,
): Promise<{ credential: Doc<"credentials">; user: User } | null> {
  const credentials = await ctx.db
    .query("credentials")
    .withIndex("by_emailKey", (q) => q.eq("emailKey", key))
    .order("desc")
    .take(CREDENTIALS_READ);
  for (const credential of credentials) {
    const user = await ctx.db.get("users", credential.user);
    if (user && !user.deletedAt) return { credential, user };
  }
  return null;
}
