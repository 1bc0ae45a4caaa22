import { useNavigate, useSearchParams } from "react-router";
import { linkStates, type LinkState } from "../../../shared/link-state";
import type { SortBy, UsersFilter } from "../../../shared/users-api";
import { sortKeys, userStatuses } from "../../../shared/users-list";
import { fitting, listed, oneOf } from "../../lib/search-params";
import { momentEnd, momentPattern, momentStart } from "./moments";

export const personTabs = ["timeline", "webhooks", "jobs", "bookings", "trace", "raw"] as const;
export type PersonTab = (typeof personTabs)[number];

const sorts = sortKeys.flatMap((key) => [`${key}.asc`, `${key}.desc`] as const);

/** What the users screen shows, as its address says. */
export type UsersSearch = {
  q: string;
  state: LinkState[];
  status: Array<(typeof userStatuses)[number]>;
  error: string[];
  /** When they were created, and when their row last changed: moments, as moments.ts writes them. */
  from: string | null;
  to: string | null;
  since: string | null;
  until: string | null;
  sort: (typeof sorts)[number] | null;
  /** The columns, as column-layout.ts writes them; `null` for the operator's own. */
  cols: string | null;
  /** Which view this began as: a built-in one's name or a kept one's ID. */
  view: string | null;
  user: string | null;
  tab: PersonTab;
};

/** Anything unreadable in an address counts as not said. By hand and not by zod, which the first screen goes without. */
export const parseUsersSearch = (params: URLSearchParams): UsersSearch => ({
  q: fitting(/^.{0,200}$/su, params.get("q")) ?? "",
  state: listed(params.get("state"), (item) => oneOf(linkStates, item)),
  status: listed(params.get("status"), (item) => oneOf(userStatuses, item)),
  error: listed(params.get("error"), (item) => fitting(/^.{1,64}$/su, item)),
  from: fitting(momentPattern, params.get("from")),
  to: fitting(momentPattern, params.get("to")),
  since: fitting(momentPattern, params.get("since")),
  until: fitting(momentPattern, params.get("until")),
  sort: oneOf(sorts, params.get("sort")),
  cols: fitting(/^[a-zA-Z0-9.*-]{1,400}$/u, params.get("cols")),
  view: fitting(/^[a-zA-Z0-9_-]{1,64}$/u, params.get("view")),
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

/** Nobody left out. */
export const noFilter = {
  ...{ q: "", state: [], status: [], error: [] },
  ...{ from: null, to: null, since: null, until: null },
} satisfies Partial<UsersSearch>;

/** The filter the server understands: only what was said. What is said from `now` back is counted from there. */
export function filterOf(search: UsersSearch, now: number): UsersFilter {
  const { q, state, status, error, from, to, since, until } = search;
  return {
    ...(q ? { query: q } : {}),
    ...(state.length > 0 ? { states: state } : {}),
    ...(status.length > 0 ? { statuses: status } : {}),
    ...(error.length > 0 ? { errorCodes: error } : {}),
    ...(from ? { createdFrom: momentStart(from, now) } : {}),
    ...(to ? { createdTo: momentEnd(to, now) } : {}),
    ...(since ? { changedFrom: momentStart(since, now) } : {}),
    ...(until ? { changedTo: momentEnd(until, now) } : {}),
  };
}

/** Whether anybody is left out. */
export const isNarrowed = (search: UsersSearch) => Object.keys(filterOf(search, 0)).length > 0;

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
