import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { MOST_REJECTIONS } from "./decisions";
import { isReviewed, leftOverContacts, leftOverUsers } from "./match";

/**
 * Notes whether a person is left-over: nobody's by an ID, so that their e-mail may match. Answers the e-mails of which
 * others are matched differently because of it.
 */
export async function noteLeftOver(
  ctx: MutationCtx,
  person: Doc<"users"> | Doc<"contacts">,
  leftOver: boolean,
): Promise<string[]> {
  const matchEmail = leftOver ? person.emailKey : undefined;
  if (matchEmail === person.matchEmail) return [];
  const emails = [person.matchEmail, matchEmail].filter((email) => email !== undefined);
  const before = await Promise.all(emails.map((email) => sharingClass(ctx, email)));
  await ctx.db.patch(person._id as Id<"users">, { matchEmail });
  const moved: string[] = [];
  for (const [index, email] of emails.entries()) {
    if (before[index] === NOBODY_SHARES) continue;
    if ((await sharingClass(ctx, email)) !== before[index]) moved.push(email);
  }
  return moved;
}

/**
 * How many left-overs share an e-mail, as far as it matters: none, one, or more than one on each side; where a
 * rejection stands, so many that nobody can have rejected all but one of them.
 */
async function sharingClass(ctx: QueryCtx, key: string): Promise<string> {
  const two = await leftOverUsers(ctx, key, 2);
  const reviewed = two.length < 2 ? two.some((user) => user.reviewed) : await isReviewed(ctx, key);
  const most = reviewed ? MOST_REJECTIONS + 2 : 2;
  const users = two.length < 2 || !reviewed ? two : await leftOverUsers(ctx, key, most);
  const contacts = await leftOverContacts(ctx, key, most);
  return `${users.length}:${contacts.length}`;
}

/** The class of an e-mail that no left-over has: who becomes the first one changes nobody else's match. */
const NOBODY_SHARES = "0:0";
