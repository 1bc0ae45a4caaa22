import {
  commandNames,
  commandRules,
  type CommandFacts,
  type CommandName,
  type WhyNot,
} from "../../../shared/person-actions";
import type { Link } from "./linkRow";

export type Availability = { allowed: boolean; why: WhyNot | null };
export const availability = (why: WhyNot | null): Availability => ({ allowed: why === null, why });

/** Whether a command makes sense for this person now, and if not, why not. */
export const isCommandAllowed = (command: CommandName, link: Link): Availability =>
  availability(commandRules[command](factsOf(link), Date.now()));

export const commandsFor = (link: Link) =>
  Object.fromEntries(commandNames.map((command) => [command, isCommandAllowed(command, link)])) as Record<
    CommandName,
    Availability
  >;

const factsOf = ({ state, userId, frontendUserId }: Link): CommandFacts => ({
  ...{ state, hasAccount: !!userId, hasFrontendUser: !!frontendUserId },
});
