import type { RunAction } from "../../../shared/runs-api";
import type { UsersFilter } from "../../../shared/users-api";
import { formatDay } from "../../lib/format";
import { actionWords } from "../runs/action-words";
import { errorWord } from "./error-words";
import { stateLooks } from "./link-states";
import { t, whenWords } from "./dialog-words";
import { statusWords } from "./words";

/** A name that fits what was filtered, for people to keep or to better. */
export function suggestName(action: RunAction, filter: UsersFilter, now: number): string {
  const what = filterWords(filter) || t("selectedUsers");
  return `${actionWords[action].verb}: ${what}, ${formatDay(now)}`.slice(0, 120);
}

/** What a list was narrowed to, or nothing. */
export function filterWords(filter: UsersFilter): string {
  const { states, statuses, errorCodes, query } = filter;
  return [
    ...(states?.map((state) => stateLooks[state].word) ?? []),
    ...(statuses?.map((status) => statusWords(status)) ?? []),
    ...(errorCodes?.map(errorWord) ?? []),
    ...(query ? [t("quoted", { text: query })] : []),
    ...rangeWords("created", filter.createdFrom, filter.createdTo),
    ...rangeWords("changed", filter.changedFrom, filter.changedTo),
  ].join(", ");
}

function rangeWords(what: "created" | "changed", from?: number, to?: number): string[] {
  if (from !== undefined && to !== undefined) {
    return [whenWords(`${what}.between`, { from: formatDay(from), to: formatDay(to) })];
  }
  if (from !== undefined) return [whenWords(`${what}.since`, { day: formatDay(from) })];
  return to === undefined ? [] : [whenWords(`${what}.until`, { day: formatDay(to) })];
}
