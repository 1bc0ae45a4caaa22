import { repairNames, repairRules, type RepairFacts, type RepairName } from "../../../shared/person-actions";
import { availability, type Availability } from "./availability";
import { isArchived, type Contact } from "./contacts";
import type { Link } from "./linkRow";
import type { User } from "./users";

/** `wantedByOther`: a living account beside the user has a claim on the contact. */
export type Person = { link: Link; user: User | null; contact: Contact | null; wantedByOther: boolean };

/** Which repairs make sense for this person now, and why not the others. */
export function repairsFor(person: Person): Record<RepairName, Availability> {
  const facts = factsOf(person);
  return Object.fromEntries(
    repairNames.map((repair) => [repair, availability(repairRules[repair](facts, Date.now()))]),
  ) as Record<RepairName, Availability>;
}

function factsOf({ link, user, contact, wantedByOther }: Person): RepairFacts {
  const { state, reason, jobState, attempts, nextAttemptAt } = link;
  return {
    ...{ state, reason, wantedByOther, hasAccount: !!user },
    contact: !contact ? "none" : isArchived(contact) ? "archived" : "active",
    job: { state: jobState, attempts, nextAttemptAt },
  };
}
