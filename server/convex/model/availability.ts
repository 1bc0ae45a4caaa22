import { whyNot } from "../../../shared/fixed-sentences";
import type { LinkState } from "../../../shared/link-state";
import { commandNames, type CommandName } from "../../../shared/users-api";
import type { Link } from "./linkRow";

type Availability = { allowed: boolean; why: string | null };
const yes: Availability = { allowed: true, why: null };
const no = (why: string): Availability => ({ allowed: false, why });

const notResyncable: Partial<Record<LinkState, string>> = {
  crm_only: whyNot.onlyContact,
  conflict: whyNot.conflict,
  deleted: whyNot.softDeleted,
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
      return !hasAccount ? no(whyNot.nothingToDelete) : deleted ? no(whyNot.alreadyDeleted) : yes;
    case "restore":
      return deleted ? yes : no(whyNot.onlyDeleted);
    case "resendWelcome":
      if (!hasAccount || deleted) return no(whyNot.nothingToWelcome);
      return link.frontendUserId ? yes : no(whyNot.notKnownYet);
  }
}

export const commandsFor = (link: Link) =>
  Object.fromEntries(commandNames.map((command) => [command, isCommandAllowed(command, link)])) as Record<
    CommandName,
    Availability
  >;
