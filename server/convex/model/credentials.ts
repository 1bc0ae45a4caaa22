import { emailKey } from "../../../shared/normalize";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { activeUserByEmail, type User } from "./users";

/** An address can have been registered, deleted and registered again; more often than this nobody reads. */
const CREDENTIALS_READ = 50;

/**
 * The credential that signs in with this e-mail key, with its user, who is not deleted; `null` when there is none.
 * It follows its user's e-mail (`patchUser`).
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

/** Whoever else lives with the e-mail that a user is to get, if it is a new one: two cannot sign in with the same. */
export async function otherWithEmail(
  ctx: QueryCtx,
  user: User,
  email: string | undefined,
): Promise<User | null> {
  const key = emailKey(email);
  if (!key || key === user.emailKey) return null;
  const owner = (await activeUserByEmail(ctx, key)) ?? (await livingCredential(ctx, key))?.user;
  return owner && owner._id !== user._id ? owner : null;
}
