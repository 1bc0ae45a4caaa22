import type { LinkState } from "../../../shared/link-state";
import { commandNames, type CommandName } from "../../../shared/users-api";
import type { Link } from "./linkRow";

type Availability = { allowed: boolean; why: string | null };
const yes: Availability = { allowed: true, why: null };
const no = (why: string): Availability => ({ allowed: false, why });

const notResyncable: Partial<Record<LinkState, string>> = {
  crm_only: "There is no account to sync. The contact exists only in the CRM.",
  conflict: "The IDs disagree. A resync could link the wrong people, so a person has to review it.",
  deleted: "The user is soft-deleted. Restore them first.",
};

/** Whether a command makes sense for this person now, and if not, why not. */
export function isCommandAllowed(command: CommandName, link: Link): Availability {
  const hasAccount = !!link.userId;
  const deleted = link.state === "deleted";
  switch (command) {
    case "resync": {
      const why = notResyncable[link.state];
      return why ? no(why) : yes;
    }
    case "softDelete":
      return !hasAccount ? no("There is no account to delete.") : deleted ? no("Already soft-deleted.") : yes;
    case "restore":
      return deleted ? yes : no("Only a soft-deleted user can be restored.");
    case "resendWelcome":
      if (!hasAccount || deleted) return no("There is no active account to welcome.");
      return link.frontendUserId ? yes : no("The backend does not know this user yet. Resync first.");
  }
}

export const commandsFor = (link: Link) =>
  Object.fromEntries(commandNames.map((command) => [command, isCommandAllowed(command, link)])) as Record<
    CommandName,
    Availability
  >;
