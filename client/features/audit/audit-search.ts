import { z } from "zod";
import { MOST_CHOSEN, type AuditFilter } from "../../../shared/audit-api";
import { addressSearch, idUpTo, listOf, moment, textUpTo } from "../../lib/address-search";

/** What the audit shows, as its address says. */
const Search = z.object({
  request: textUpTo(100),
  actor: listOf(z.string().min(1).max(150), MOST_CHOSEN),
  action: listOf(z.string().min(1).max(150), MOST_CHOSEN),
  /** Any ID of a person, or of a run, replay or sweep. */
  about: idUpTo(200),
  from: moment,
  to: moment,
  open: idUpTo(100),
});
export type AuditSearch = z.infer<typeof Search>;

export const {
  parse: parseAuditSearch,
  write: writeAuditSearch,
  addressOf: auditAddress,
  useSearch: useAuditSearch,
} = addressSearch("/audit", Search);

/** The search without what narrows it. */
export const everything = { request: "", actor: [], action: [], about: null, from: null, to: null };

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
