import type { RunAction } from "../../../shared/runs-api";
import type { UsersFilter } from "../../../shared/users-api";
import { formatDay } from "../../lib/format";
import { actionWords } from "../runs/action-words";
import { errorWord } from "./error-words";
import { stateLooks } from "./link-states";

/** A name that fits what was filtered, for people to keep or to better. */
export function suggestName(action: RunAction, filter: UsersFilter, now: number): string {
  const what = filterWords(filter) || "selected users";
  return `${actionWords[action].verb}: ${what}, ${formatDay(now)}`.slice(0, 120);
}

/** What a list was narrowed to, or nothing. */
export function filterWords(filter: UsersFilter): string {
  const { states, statuses, errorCodes, query } = filter;
  return [
    ...(states?.map((state) => stateLooks[state].word) ?? []),
    ...(statuses ?? []),
    ...(errorCodes?.map(errorWord) ?? []),
    ...(query ? [`“${query}”`] : []),
    ...createdWords(filter),
  ].join(", ");
}

function createdWords({ createdFrom, createdTo }: UsersFilter): string[] {
  if (createdFrom !== undefined && createdTo !== undefined)
    return [`created ${formatDay(createdFrom)} to ${formatDay(createdTo)}`];
  if (createdFrom !== undefined) return [`created since ${formatDay(createdFrom)}`];
  return createdTo === undefined ? [] : [`created until ${formatDay(createdTo)}`];
}
