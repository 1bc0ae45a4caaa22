import { v, type Infer } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import type { Person } from "./links";

/**
 * The groups that one change can reach: the users naming a contact, the contacts naming a user, the left-overs sharing
 * an e-mail. Usually one or two people; in dirty data thousands.
 */
export const crowdArgs = v.union(
  v.object({ by: v.literal("naming"), crmId: v.string() }),
  v.object({ by: v.literal("claiming"), userId: v.string() }),
  v.object({
    by: v.literal("sharing"),
    side: v.union(v.literal("users"), v.literal("contacts")),
    email: v.string(),
  }),
);
export type Crowd = Infer<typeof crowdArgs>;

/** The first `limit` people of a crowd. */
export async function crowd(ctx: QueryCtx, which: Crowd, limit: number): Promise<Person[]> {
  if (isUsers(which))
    return (await usersOf(ctx, which).take(limit)).map(({ _id }) => ({ side: "users", id: _id }));
  return (await contactsOf(ctx, which).take(limit)).map(({ _id }) => ({ side: "contacts", id: _id }));
}

/** A page of a crowd; the cursor holds while people come and go. */
export async function crowdPage(ctx: QueryCtx, which: Crowd, cursor: string | null, numItems: number) {
  if (isUsers(which)) {
    const { page, ...rest } = await usersOf(ctx, which).paginate({ cursor, numItems });
    return { ...rest, people: page.map(({ _id }): Person => ({ side: "users", id: _id })) };
  }
  const { page, ...rest } = await contactsOf(ctx, which).paginate({ cursor, numItems });
  return { ...rest, people: page.map(({ _id }): Person => ({ side: "contacts", id: _id })) };
}

type CrowdOfUsers =
  Extract<Crowd, { by: "naming" }> | (Extract<Crowd, { by: "sharing" }> & { side: "users" });
type CrowdOfContacts = Exclude<Crowd, { by: "naming" }>;

const isUsers = (which: Crowd): which is CrowdOfUsers =>
  which.by === "naming" || (which.by === "sharing" && which.side === "users");

const usersOf = (ctx: QueryCtx, which: CrowdOfUsers) =>
  which.by === "naming"
    ? ctx.db.query("users").withIndex("by_crmContactId", (q) => q.eq("crmContactId", which.crmId))
    : ctx.db.query("users").withIndex("by_matchEmail_reviewed", (q) => q.eq("matchEmail", which.email));

const contactsOf = (ctx: QueryCtx, which: CrowdOfContacts) =>
  which.by === "claiming"
    ? ctx.db.query("contacts").withIndex("by_convexUserId", (q) => q.eq("convexUserId", which.userId))
    : ctx.db.query("contacts").withIndex("by_matchEmail_reviewed", (q) => q.eq("matchEmail", which.email));
