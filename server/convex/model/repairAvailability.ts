import type { RepairName } from "../../../shared/users-api";
import { isArchived, type Contact } from "./contacts";
import type { Link } from "./linkRow";
import type { User } from "./users";

type Availability = { allowed: boolean; why: string | null };
export type Person = { link: Link; user: User | null; contact: Contact | null };

const yes: Availability = { allowed: true, why: null };
const no = (why: string): Availability => ({ allowed: false, why });
const UNDER_WAY = "A job is under way for this person. Try again when it has ended.";

/** Which repairs make sense for this person now, and why not the others. */
export const repairsFor = (person: Person): Record<RepairName, Availability> => ({
  resolveDrift: mayResolveDrift(person),
  reviewMatch: mayReviewMatch(person),
  invite: mayInvite(person),
  archiveContact: mayArchive(person),
});

/** The row may say `linked` while the CRM has moved on without a webhook, and `failed` after a resync that failed. */
function mayResolveDrift({ link: { state }, user, contact }: Person): Availability {
  if (state === "pending") return no(UNDER_WAY);
  const holds = state === "drifted" || state === "linked" || state === "failed";
  return holds && user && contact
    ? yes
    : no("The two sides are not linked, so there are no fields to settle.");
}

/** Also where nobody matches: the two may share a phone number, or were rejected before. */
function mayReviewMatch({ link: { state } }: Person): Availability {
  switch (state) {
    case "pending":
      return no(UNDER_WAY);
    case "deleted":
      return no("The user is soft-deleted. Restore them first.");
    case "linked":
    case "drifted":
      return no("Nothing about this person's match is in doubt.");
    default:
      return yes;
  }
}

function mayInvite({ link: { state }, contact }: Person): Availability {
  if (state !== "crm_only" || !contact) return no("Only a contact without an account can be invited.");
  return isArchived(contact) ? no("The contact is archived. Restore it in the CRM first.") : yes;
}

function mayArchive({ link: { state }, user, contact }: Person): Availability {
  if (!user) return no("A contact without an account cannot be archived from here yet.");
  if (!contact || isArchived(contact)) return no("No active CRM contact is left.");
  if (state === "deleted" || state === "conflict") return yes;
  return no("The contact belongs to a living account. Soft-delete that first.");
}
