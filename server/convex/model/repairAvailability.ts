import { whyNot } from "../../../shared/fixed-sentences";
import type { RepairName } from "../../../shared/users-api";
import { isArchived, type Contact } from "./contacts";
import type { Link } from "./linkRow";
import type { User } from "./users";

type Availability = { allowed: boolean; why: string | null };
/** `wantedByOther`: a living account beside the user has a claim on the contact. */
export type Person = { link: Link; user: User | null; contact: Contact | null; wantedByOther: boolean };

const yes: Availability = { allowed: true, why: null };
const no = (why: string): Availability => ({ allowed: false, why });

/** Why a repair has to wait for a job, and for how long. `nextAttemptAt` in ms since epoch. */
export function underWay(jobState: string | undefined, nextAttemptAt: number | undefined): string {
  const begun = "A job is under way for this person.";
  if (jobState !== "waiting" || nextAttemptAt === undefined) return `${begun} Try again in a few seconds.`;
  const minutes = Math.max(1, Math.ceil((nextAttemptAt - Date.now()) / 60_000));
  return `${begun} Its next attempt is in ${minutes} min. Resync to hurry it on, and try again when it has ended.`;
}

/** Which repairs make sense for this person now, and why not the others. */
export const repairsFor = (person: Person): Record<RepairName, Availability> => ({
  resolveDrift: mayResolveDrift(person),
  reviewMatch: mayReviewMatch(person),
  invite: mayInvite(person),
  archiveContact: mayArchive(person),
});

/** The row may say `linked` while the CRM has moved on without a webhook, and `failed` after a resync that failed. */
function mayResolveDrift({ link, user, contact }: Person): Availability {
  const { state, reason, jobState, attempts, nextAttemptAt } = link;
  const notBegun = state === "pending" && reason === "update" && jobState === "queued" && attempts === 0;
  if (state === "pending" && !notBegun) return no(underWay(jobState, nextAttemptAt));
  const holds = notBegun || state === "drifted" || state === "linked" || state === "failed";
  return holds && user && contact
    ? yes
    : no("The two sides are not linked, so there are no fields to settle.");
}

/** Also where nobody matches: the two may share a phone number, or were rejected before. */
function mayReviewMatch({ link: { state, jobState, nextAttemptAt } }: Person): Availability {
  switch (state) {
    case "pending":
      return no(underWay(jobState, nextAttemptAt));
    case "deleted":
      return no(whyNot.softDeleted);
    case "linked":
    case "drifted":
      return no("Nothing about this person's match is in doubt.");
    default:
      return yes;
  }
}

function mayInvite({ link: { state }, contact }: Person): Availability {
  if (state !== "crm_only" || !contact) return no(whyNot.onlyContactInvited);
  return isArchived(contact) ? no(whyNot.contactArchived) : yes;
}

function mayArchive({ link: { state }, user, contact, wantedByOther }: Person): Availability {
  if (!user) return no(whyNot.contactAlone);
  if (!contact || isArchived(contact)) return no(whyNot.noActiveContact);
  if (wantedByOther) return no(whyNot.otherAccount);
  if (state === "deleted" || state === "conflict") return yes;
  return no(whyNot.livingAccount);
}
