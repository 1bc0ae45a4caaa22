import type { SortBy } from "../../../shared/users-api";
import { holds } from "../../../shared/permissions";
import { fail, type Actor } from "../functions";
import type { LinkFilter } from "./linkFilter";

/**
 * Who sees values masked could spell them out by searching for beginnings, or by their place in an order. So they find
 * people only by a whole ID, address or number: whoever knows that learns nothing but that somebody has it.
 */
const isMasked = (actor: Actor) => !holds(actor, "pii.read");

export const searchable = (actor: Actor, filter: LinkFilter): LinkFilter =>
  isMasked(actor) ? { ...filter, wholeOnly: true } : filter;

/** The order to answer in; `null` is by relevance in a search, else by name. */
export function sortable(actor: Actor, { query }: LinkFilter, sort: SortBy | undefined): SortBy | null {
  if (!isMasked(actor)) return sort ?? null;
  if (sort?.key === "name" || sort?.key === "email") {
    const message = `Your role (${actor.role}) sees names and addresses masked, and cannot sort by them.`;
    throw fail({ code: "forbidden", field: "sort", message });
  }
  return sort ?? (query?.trim() ? null : { key: "created", direction: "desc" });
}
