import { type Command, Option } from "commander";
import { linkStates } from "../../../shared/link-state";
import type { Selection } from "../../../shared/runs-api";
import type { UsersFilter } from "../../../shared/users-api";
import { userStatuses } from "../../../shared/users-list";
import { CommandError } from "./failure";

/** How people are picked on the command line: as the filters of the console's table do. */
export type FilterOptions = {
  search?: string;
  state?: (typeof linkStates)[number][];
  account?: (typeof userStatuses)[number][];
  error?: string[];
};
export type SelectionOptions = FilterOptions & { ids?: string[]; everybody?: boolean };

export const withFilter = (command: Command): Command =>
  command
    .option("--search <words>", "name, e-mail address, phone number or any ID")
    .addOption(new Option("--state <states...>", "only these link states").choices(linkStates))
    .addOption(new Option("--account <statuses...>", "only accounts like this").choices(userStatuses))
    .option("--error <codes...>", "only with these error codes");

export const withSelection = (command: Command): Command =>
  withFilter(command)
    .option("--ids <ids...>", "these people, by their link IDs")
    .option("--everybody", "all there are");

export const filterOf = ({ search, state, account, error }: FilterOptions): UsersFilter => ({
  ...(search === undefined ? {} : { query: search }),
  ...(state ? { states: state } : {}),
  ...(account ? { statuses: account } : {}),
  ...(error ? { errorCodes: error } : {}),
});

/** Whom a run is about. Nobody is meant unless somebody is named: a forgotten flag must not mean everybody. */
export function selectionOf({ ids, everybody, ...options }: SelectionOptions): Selection {
  const filter = filterOf(options);
  const isFiltered = Object.keys(filter).length > 0;
  if ([Boolean(ids), everybody === true, isFiltered].filter(Boolean).length !== 1) {
    throw new CommandError(
      "Say who: by --ids, by --search, --state, --account and --error, or by --everybody alone.",
    );
  }
  return ids ? { by: "ids", linkIds: ids } : { by: "filter", filter, except: [] };
}
