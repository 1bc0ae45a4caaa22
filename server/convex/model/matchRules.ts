import { whyNot } from "../../../shared/fixed-sentences";
import type { QueryCtx } from "../_generated/server";
import { isArchived } from "./contacts";
import type { Pair } from "./decideMatch";
import { decisionOn } from "./decisions";
import { linkOfUser } from "./links";
import { usersNaming } from "./match";
import { isDeleted } from "./shutOut";
import { userByRef, userRef, type User } from "./users";

/** Claimants looked at: `acceptPair` takes the contact away from as many. */
const MOST_CLAIMANTS = 20;

/** Why this pair cannot be accepted now, or `null`. */
export async function acceptBlocked(ctx: QueryCtx, { user, contact }: Pair): Promise<string | null> {
  if (isDeleted(user)) return "The user is soft-deleted. Restore them first.";
  if (isArchived(contact)) {
    return user.crmContactId === contact.crmId ? whyNot.linkedArchived : whyNot.contactArchived;
  }
  if ((await decisionOn(ctx, user._id, contact.crmId))?.verdict === "rejected") {
    return "This pair was rejected. Forget the rejection first.";
  }
  const others = await otherClaimants(ctx, { user, contact });
  if (others.length > MOST_CLAIMANTS) return `More than ${MOST_CLAIMANTS} accounts store this contact's ID.`;
  for (const other of others) {
    const state = (await linkOfUser(ctx, other._id))?.state;
    if (state === "pending") return "A job is under way for another account that claims this contact.";
    if (state === "linked" || state === "drifted") return "This contact is linked to another account.";
  }
  return null;
}

/** Why this pair cannot be rejected now, or `null`. */
export function rejectBlocked({ user, contact }: Pair): string | null {
  if (contact.convexUserId !== userRef(user)) return null;
  return "The CRM's contact stores this account's ID. Accept the account it belongs to, or clear the ID in the CRM.";
}

/** Everybody else who names the contact or is named by it. */
async function otherClaimants(ctx: QueryCtx, { user, contact }: Pair): Promise<User[]> {
  const naming = await usersNaming(ctx, contact.crmId, MOST_CLAIMANTS + 2);
  const named = contact.convexUserId ? await userByRef(ctx, contact.convexUserId) : null;
  const others = [...naming, ...(named ? [named] : [])].filter(({ _id }) => _id !== user._id);
  return [...new Map(others.map((other) => [other._id, other])).values()];
}
