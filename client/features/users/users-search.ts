import { useNavigate, useSearchParams } from "react-router";
import { z } from "zod";
import { linkStates } from "../../../shared/link-state";
import { sortKeys, userStatuses, type SortBy, type UsersFilter } from "../../../shared/users-api";
import { dayEnd, dayStart } from "../../lib/days";

/** What the users screen shows, as its address says. Anything unreadable in an address counts as not said. */
const list = <Value extends string>(item: z.ZodType<Value, string>) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(item))
    .catch([]);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/u)
  .nullable()
  .catch(null);

export const personTabs = ["timeline", "webhooks", "jobs", "trace", "raw"] as const;
export type PersonTab = (typeof personTabs)[number];

const Search = z.object({
  q: z.string().max(200).catch(""),
  state: list(z.enum(linkStates)),
  status: list(z.enum(userStatuses)),
  error: list(z.string().min(1).max(64)),
  from: day,
  to: day,
  sort: z
    .templateLiteral([z.enum(sortKeys), ".", z.enum(["asc", "desc"])])
    .nullable()
    .catch(null),
  user: z.string().min(1).nullable().catch(null),
  tab: z.enum(personTabs).catch("timeline"),
});
export type UsersSearch = z.infer<typeof Search>;

export const parseUsersSearch = (params: URLSearchParams): UsersSearch =>
  Search.parse(Object.fromEntries(Object.keys(Search.shape).map((key) => [key, params.get(key)])));

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
