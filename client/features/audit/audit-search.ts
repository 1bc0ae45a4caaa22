import { useNavigate, useSearchParams } from "react-router";
import { z } from "zod";
import { MOST_CHOSEN, type AuditFilter } from "../../../shared/audit-api";

/** What the audit shows, as its address says. Anything unreadable in an address counts as not said. */
const list = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(z.string().min(1).max(150)).max(MOST_CHOSEN))
  .catch([]);
/** ISO 8601 in UTC, so that an address means the same moment to everybody. */
const moment = z.iso.datetime().nullable().catch(null);

const Search = z.object({
  request: z.string().max(100).catch(""),
  actor: list,
  action: list,
  /** Any ID of a person, or of a run, replay or sweep. */
  about: z.string().min(1).max(200).nullable().catch(null),
  from: moment,
  to: moment,
  open: z.string().min(1).max(100).nullable().catch(null),
});
export type AuditSearch = z.infer<typeof Search>;

export const parseAuditSearch = (params: URLSearchParams): AuditSearch =>
  Search.parse(Object.fromEntries(Object.keys(Search.shape).map((key) => [key, params.get(key)])));

/** The search without what narrows it. */
export const everything = { request: "", actor: [], action: [], about: null, from: null, to: null };

/** `params` with the changes in it; what says nothing is left out of the address. */
export function writeAuditSearch(params: URLSearchParams, changes: Partial<AuditSearch>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(changes)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    if (text === "") next.delete(key);
    else next.set(key, text);
  }
  return next;
}

/** The address of the audit narrowed to this. */
export const auditAddress = (search: Partial<AuditSearch>) =>
  `/audit?${writeAuditSearch(new URLSearchParams(), search)}`;

/** The filter the server understands: only what was said. */
export function filterOf({ request, actor, action, about, from, to }: AuditSearch): AuditFilter {
  return {
    ...(request ? { requestId: request } : {}),
    ...(actor.length > 0 ? { actors: actor } : {}),
    ...(action.length > 0 ? { actions: action } : {}),
    ...(about ? { about } : {}),
    ...(from ? { from: Date.parse(from) } : {}),
    ...(to ? { to: Date.parse(to) } : {}),
  };
}

/** Whether anything is left out. */
export const isNarrowed = (search: AuditSearch) => Object.keys(filterOf(search)).length > 0;

type Change = (changes: Partial<AuditSearch>, options?: { replace?: boolean }) => void;

export function useAuditSearch(): [AuditSearch, Change] {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const change: Change = (changes, options) => {
    // What was rendered last may be behind the address: a chosen filter and a typed word would undo each other.
    const current = new URLSearchParams(window.location.search);
    void navigate({ search: writeAuditSearch(current, changes).toString() }, options);
  };
  return [parseAuditSearch(params), change];
}
