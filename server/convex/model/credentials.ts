import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { isDeleted } from "./shutOut";
import type { User } from "./users";

/** An address can have been registered, deleted and registered again; more often than this nobody reads. */
const CREDENTIALS_READ = 50;

/**
 * The credential that signs in with this e-mail key, with its user, who is not deleted; `null` when there is none.
 * It follows its user's e-mail (`signInWith`).
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
    if (user && !isDeleted(user)) return { credential, user };
  }
  return null;
}

/**
 * People sign in with the e-mail they have now. Who has none any more keeps the last one for that, and so does who got
 * somebody else's by an import: one address lets in one person.
 */
export async function signInWith(ctx: MutationCtx, user: Id<"users">, key: string): Promise<void> {
  const credential = await credentialOf(ctx, user);
  if (!credential || credential.emailKey === key || (await livingCredential(ctx, key))) return;
  await ctx.db.patch("credentials", credential._id, { emailKey: key });
}

/** How a user signs in; `null` for an imported one who has not set a password yet. */
export function credentialOf(ctx: QueryCtx, user: Id<"users">): Promise<Doc<"credentials"> | null> {
  return ctx.db
    .query("credentials")
    .withIndex("by_user", (q) => q.eq("user", user))
    .first();
}

/** Gives a user this password. Answers whether it is their first one: then they sign in with this address. */
export async function setPassword(
  ctx: MutationCtx,
  user: Id<"users">,
  { emailKey, passwordHash }: Pick<Doc<"credentials">, "emailKey" | "passwordHash">,
): Promise<boolean> {
  const credential = await credentialOf(ctx, user);
  if (credential) await ctx.db.patch("credentials", credential._id, { passwordHash });
  else await ctx.db.insert("credentials", { user, emailKey, passwordHash });
  return !credential;
}
