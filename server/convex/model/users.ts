import type { WithoutSystemFields } from "convex/server";
import { emailKey, phoneKey } from "../../../shared/normalize";
import { fail } from "../functions";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { livingCredential, signInWith } from "./credentials";
import { takeOverId } from "./purgedIds";
import { noteJob, type Touched } from "./touched";

export type User = Doc<"users">;
export type UserFields = Omit<
  WithoutSystemFields<User>,
  "emailKey" | "phoneKey" | "matchEmail" | "reviewed" | "deletionNotedAt"
>;

/** The ID by which others name this user: the one it brought along from another deployment, or its own. */
export const userRef = (user: User): string => user.externalId ?? user._id;

/** The user that a reference names, or `null`. */
export async function userByRef(ctx: QueryCtx, ref: string): Promise<User | null> {
  const imported = await ctx.db
    .query("users")
    .withIndex("by_externalId", (q) => q.eq("externalId", ref))
    .first();
  if (imported) return imported;
  const id = ctx.db.normalizeId("users", ref);
  const own = id && (await ctx.db.get("users", id));
  return own && !own.externalId ? own : null;
}

/** Adds a user. The links are refreshed by the mutation's call of `refreshLinks`. */
export async function insertUser(
  ctx: MutationCtx,
  touched: Touched,
  fields: UserFields,
): Promise<Id<"users">> {
  const noted = fields.deletedAt === undefined ? {} : { deletionNotedAt: Date.now() };
  const id = await ctx.db.insert("users", { ...fields, ...noted, ...keysOf(fields) });
  touched.users.add(id);
  touched.newUserIds.add(fields.externalId ?? id);
  if (fields.crmContactId) touched.contactIds.add(fields.crmContactId);
  if (fields.crmContactId && fields.deletedAt === undefined)
    await takeOverId(ctx, touched, fields.crmContactId);
  return id;
}

/** Takes a user out for good. Everything that names them has gone before, or is refreshed with `touched`. */
export async function removeUser(ctx: MutationCtx, touched: Touched, user: User): Promise<void> {
  await ctx.db.delete("users", user._id);
  touched.users.add(user._id);
  if (user.emailKey) touched.freedEmails.add(user.emailKey);
  touched.newUserIds.add(userRef(user));
  if (user.crmContactId) touched.contactIds.add(user.crmContactId);
}

/** Changes a user; `undefined` removes a field. Returns whether anything was different. */
export async function patchUser(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  patch: Partial<UserFields>,
): Promise<boolean> {
  const changed = Object.entries(patch).filter(([field, value]) => user[field as keyof User] !== value);
  if (changed.length === 0) return false;
  const changes = { ...Object.fromEntries(changed), ...changedKeys(patch) } as Partial<User>;
  const next = { ...changes, ...notedDeletion(user, changes) };
  await ctx.db.patch("users", user._id, next);
  if (next.emailKey !== undefined) await signInWith(ctx, user._id, next.emailKey);
  const { lastSyncedAt } = next;
  if (lastSyncedAt !== undefined && changed.length === 1) {
    noteJob(touched, user._id, { lastSyncAt: lastSyncedAt });
    return true;
  }
  touched.users.add(user._id);
  if (user.emailKey && givesUpEmail(user, next)) touched.freedEmails.add(user.emailKey);
  if (next.crmContactId && user.deletedAt === undefined) await takeOverId(ctx, touched, next.crmContactId);
  if ("crmContactId" in next) {
    for (const id of [user.crmContactId, next.crmContactId]) if (id) touched.contactIds.add(id);
  }
  return true;
}

/** Goes with what members change of themselves: the CRM has yet to be told of these fields. */
export const toTell = ({ untold = [] }: User, fields: string[]) => ({
  profileUpdatedAt: Date.now(),
  untold: [...new Set([...untold, ...fields])],
});

const givesUpEmail = (user: User, next: Partial<User>): boolean =>
  next.deletedAt !== undefined || ("emailKey" in next && next.emailKey !== user.emailKey);

/** Since when it is known here that somebody is deleted, by our own clock: the backend's may say that it was in 1970. */
function notedDeletion({ deletedAt }: User, changes: Partial<User>): Pick<Partial<User>, "deletionNotedAt"> {
  if (!("deletedAt" in changes)) return {};
  if (changes.deletedAt === undefined) return { deletionNotedAt: undefined };
  return deletedAt === undefined ? { deletionNotedAt: Date.now() } : {};
}

/** The e-mail and phone as they are looked up. */
export function keysOf(fields: { email?: string; phone?: string }) {
  return { emailKey: emailKey(fields.email) ?? undefined, phoneKey: phoneKey(fields.phone) ?? undefined };
}

function changedKeys(patch: { email?: string; phone?: string }) {
  const keys = keysOf(patch);
  return {
    ...("email" in patch ? { emailKey: keys.emailKey } : {}),
    ...("phone" in patch ? { phoneKey: keys.phoneKey } : {}),
  };
}

/** The not-deleted user with this e-mail, if any. Dirty imports can hold several: the first will do for a refusal. */
export function activeUserByEmail(ctx: QueryCtx, key: string): Promise<User | null> {
  return ctx.db
    .query("users")
    .withIndex("by_emailKey_deletedAt", (q) => q.eq("emailKey", key).eq("deletedAt", undefined))
    .first();
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

/** The user, or the failure that names it. */
export async function requireUser(ctx: QueryCtx, id: Id<"users">): Promise<User> {
  const user = await ctx.db.get("users", id);
  if (!user) throw fail({ code: "not_found", message: "This user does not exist." });
  return user;
}
