import type { QueryCtx } from "../_generated/server";
import type { Contact } from "./contacts";
import { usersNaming } from "./match";
import { userByRef, type User } from "./users";

/** Accounts that one contact is looked for in; where more store its ID, one of them is taken to be alive. */
const MOST_NAMING = 20;

/** Whether a living account beside this one, if there is one, stores the contact's ID. */
export async function isNamedByOther(ctx: QueryCtx, user: User | null, crmId: string): Promise<boolean> {
  const naming = await usersNaming(ctx, crmId, MOST_NAMING + 1);
  return naming.length > MOST_NAMING || naming.some((other) => isOther(other, user));
}

/** The same, or is named by the contact: archiving it would take it from them. */
export async function isWantedByOther(ctx: QueryCtx, user: User | null, contact: Contact): Promise<boolean> {
  const named = contact.convexUserId ? await userByRef(ctx, contact.convexUserId) : null;
  return isOther(named, user) || isNamedByOther(ctx, user, contact.crmId);
}

const isOther = (other: User | null, user: User | null): boolean =>
  other !== null && other._id !== user?._id && other.deletedAt === undefined;
