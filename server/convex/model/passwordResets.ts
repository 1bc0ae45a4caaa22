import { RESET_LINK_MS } from "../../../shared/mails";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { livingCredential } from "./credentials";
import { isSuspended } from "./shutOut";
import type { User } from "./users";

/** Rows cleared away with each new link: more than come in, so that they cannot pile up. */
const FORGOTTEN_AT_ONCE = 5;

/**
 * Whose mailbox this is: the user who signs in with the address, or the only account that has it, which an import has
 * brought along without a password. `null` for a suspended one, and where several have it: nobody can tell whose it is.
 */
export async function userByMailbox(ctx: QueryCtx, key: string): Promise<User | null> {
  const user = (await livingCredential(ctx, key))?.user ?? (await onlyUser(ctx, key));
  return user && !isSuspended(user) ? user : null;
}

async function onlyUser(ctx: QueryCtx, key: string): Promise<User | null> {
  const [user, another] = await ctx.db
    .query("users")
    .withIndex("by_emailKey_deletedAt", (q) => q.eq("emailKey", key).eq("deletedAt", undefined))
    .take(2);
  return another ? null : (user ?? null);
}

type Link = { emailKey: string; tokenHash: string };

/** Makes the link good, and the one before it no good. `askedAt` in ms. */
export async function openReset(ctx: MutationCtx, user: Id<"users">, link: Link, askedAt: number) {
  await endResets(ctx, user);
  await forgetOld(ctx);
  const { emailKey, tokenHash } = link;
  const expiresAt = askedAt + RESET_LINK_MS;
  await ctx.db.insert("passwordResets", { user, emailKey, tokenHash, expiresAt });
}

/** Whom a link lets set a password; `null` when it was used, replaced or is too old, or the mailbox is not theirs now. */
export async function userOfReset(
  ctx: QueryCtx,
  tokenHash: string,
): Promise<{ user: User; reset: Doc<"passwordResets"> } | null> {
  const reset = await ctx.db
    .query("passwordResets")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (!reset || reset.expiresAt <= Date.now()) return null;
  const user = await userByMailbox(ctx, reset.emailKey);
  return user?._id === reset.user ? { user, reset } : null;
}

/** Makes every link of a user no good. */
export async function endResets(ctx: MutationCtx, user: Id<"users">): Promise<void> {
  const resets = await ctx.db
    .query("passwordResets")
    .withIndex("by_user", (q) => q.eq("user", user))
    .take(FORGOTTEN_AT_ONCE);
  for (const { _id } of resets) await ctx.db.delete("passwordResets", _id);
}

async function forgetOld(ctx: MutationCtx): Promise<void> {
  const old = await ctx.db
    .query("passwordResets")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now()))
    .take(FORGOTTEN_AT_ONCE);
  for (const { _id } of old) await ctx.db.delete("passwordResets", _id);
}
