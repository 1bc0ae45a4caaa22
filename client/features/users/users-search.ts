import { useNavigate, useSearchParams } from "react-router";
import { linkStates, type LinkState } from "../../../shared/link-state";
import type { SortBy, UsersFilter } from "../../../shared/users-api";
import { sortKeys, userStatuses } from "../../../shared/users-list";
import { dayEnd, dayStart } from "../../lib/days";
import { fitting, listed, oneOf } from "../../lib/search-params";

export const personTabs = ["timeline", "webhooks", "jobs", "trace", "raw"] as const;
export type PersonTab = (typeof personTabs)[number];

const sorts = sortKeys.flatMap((key) => [`${key}.asc`, `${key}.desc`] as const);

/** What the users screen shows, as its address says. */
export type UsersSearch = {
  q: string;
  state: LinkState[];
  status: Array<(typeof userStatuses)[number]>;
  error: string[];
  from: string | null;
  to: string | null;
  sort: (typeof sorts)[number] | null;
  user: string | null;
  tab: PersonTab;
};

/** Anything unreadable in an address counts as not said. By hand and not by zod, which the first screen goes without. */
export const parseUsersSearch = (params: URLSearchParams): UsersSearch => ({
  q: fitting(/^.{0,200}$/su, params.get("q")) ?? "",
  state: listed(params.get("state"), (item) => oneOf(linkStates, item)),
  status: listed(params.get("status"), (item) => oneOf(userStatuses, item)),
  error: listed(params.get("error"), (item) => fitting(/^.{1,64}$/su, item)),
  from: fitting(/^\d{4}-\d{2}-\d{2}$/u, params.get("from")),
  to: fitting(/^\d{4}-\d{2}-\d{2}$/u, params.get("to")),
  sort: oneOf(sorts, params.get("sort")),
  user: fitting(/./su, params.get("user")),
  tab: oneOf(personTabs, params.get("tab")) ?? "timeline",
});

const nothing = parseUsersSearch(new URLSearchParams());

/** `params` with the changes in it; what is as by default is left out of the address. */
export function writeUsersSearch(params: URLSearchParams, changes: Partial<UsersSearch>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(changes)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    const byDefault = String(nothing[key as keyof UsersSearch] ?? "");
    if (text === "" || text === byDefault) next.delete(key);
    else next.set(key, text);
  }
  return next;
}

/** The filter the server understands: only what was said. */
export function filterOf({ q, state, status, error, from, to }: UsersSearch): UsersFilter {
  return {
    ...(q ? { query: q } : {}),
    ...(state.length > 0 ? { states: state } : {}),
    ...(status.length > 0 ? { statuses: status } : {}),
    ...(error.length > 0 ? { errorCodes: error } : {}),
    ...(from ? { createdFrom: dayStart(from) } : {}),
    ...(to ? { createdTo: dayEnd(to) } : {}),
  };
}

/** Whether anybody is left out. */
export const isNarrowed = (search: UsersSearch) => Object.keys(filterOf(search)).length > 0;

const newestFirst: SortBy = { key: "created", direction: "desc" };

/** The order asked for; without one newest first, and while searching the best match first (`null`). */
export function sortOf({ sort, q }: UsersSearch): SortBy | null {
  if (sort === null) return q ? null : newestFirst;
  const [key, direction] = sort.split(".") as [SortBy["key"], SortBy["direction"]];
  return { key, direction };
}

type Change = (changes: Partial<UsersSearch>, options?: { replace?: boolean }) => void;

export function useUsersSearch(): [UsersSearch, Change] {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const change: Change = (changes, options) => {
    // What was rendered last may be behind the address: a pressed facet and a typed word would undo each other.
    const current = new URLSearchParams(window.location.search);
    void navigate({ search: writeUsersSearch(current, changes).toString() }, options);
  };
  return [parseUsersSearch(params), change];
}
