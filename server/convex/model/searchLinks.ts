import { queryWords } from "../../../shared/search-phone";
import type { SortBy } from "../../../shared/users-api";
import type { QueryCtx } from "../_generated/server";
import { peopleExactly } from "./findPerson";
import { passes, sortField, type LinkFilter } from "./linkFilter";
import type { Link } from "./linkRow";

/** Convex's own bounds: on what one search may return, and on the words it may ask for. */
export const MOST_FOUND = 1024;
const MOST_WORDS = 16;

/** `complete` is false when there may be more that match than the search could look at. */
export type Found = { links: Link[]; complete: boolean };

/** What a query finds: exact matches alone if there are any, else who has all its words. */
export async function searchLinks(ctx: QueryCtx, filter: LinkFilter, sort: SortBy | null): Promise<Found> {
  const query = filter.query?.trim() ?? "";
  const exact = await peopleExactly(ctx, query);
  const found =
    exact.length > 0 || filter.wholeOnly
      ? { links: exact, complete: true }
      : await searchByWords(ctx, filter, queryWords(query).slice(0, MOST_WORDS));
  const links = found.links.filter((link) => passes(filter, link));
  return { links: sort ? inOrder(links, sort) : links, complete: found.complete };
}

/** People whose names have the words come first; an e-mail's domain can be everybody's. */
async function searchByWords(ctx: QueryCtx, filter: LinkFilter, words: string[]): Promise<Found> {
  if (words.length === 0) return { links: [], complete: true };
  const byName = await searchIn(ctx, "searchName", filter, words);
  if (!byName.complete) return byName;
  const byAll = await searchIn(ctx, "searchText", filter, words);
  const seen = new Set(byName.links.map(({ _id }) => _id));
  const links = [...byName.links, ...byAll.links.filter(({ _id }) => !seen.has(_id))];
  return { links: links.slice(0, MOST_FOUND), complete: byAll.complete && links.length <= MOST_FOUND };
}

async function searchIn(
  ctx: QueryCtx,
  field: "searchName" | "searchText",
  { states }: LinkFilter,
  words: string[],
): Promise<Found> {
  const only = states?.length === 1 ? states[0] : undefined;
  const index = field === "searchName" ? "search_name" : "search_text";
  const found = await ctx.db
    .query("links")
    .withSearchIndex(index, (q) => {
      const search = q.search(field, words.join(" "));
      return only ? search.eq("state", only) : search;
    })
    .take(MOST_FOUND);
  const links = found.filter((link) => hasAllWords(link[field], words));
  return { links, complete: found.length < MOST_FOUND };
}

/**
 * Whom a query finds, for walking through everybody instead of asking the search, which ends after `MOST_FOUND`. It
 * does not look for exact matches.
 */
export function foundByWords(query: string): (link: Link) => boolean {
  const words = queryWords(query).slice(0, MOST_WORDS);
  return (link) =>
    words.length > 0 && (hasAllWords(link.searchName, words) || hasAllWords(link.searchText, words));
}

/** Convex's search takes any of the words; people who type two mean both. The last may be unfinished. */
const hasAllWords = (text: string, words: string[]) =>
  words.every((word, at) => hasWord(text, word, at === words.length - 1));

/** Looks where the word stands instead of putting spaces around a thousand texts. */
function hasWord(text: string, word: string, unfinished: boolean): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const begins = at === 0 || text[at - 1] === " ";
    if (begins && (unfinished || end === text.length || text[end] === " ")) return true;
  }
  return false;
}

/** Each key is looked up once: a thousand rows are compared ten thousand times. */
function inOrder(links: Link[], sort: SortBy): Link[] {
  const field = sortField(sort);
  const sign = sort.direction === "asc" ? 1 : -1;
  const missing = field === "sortName" || field === "sortEmail" ? "" : -Infinity;
  const keyed = links.map((link) => ({ link, key: link[field] ?? missing, id: link._id }));
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : a.id < b.id ? -1 : 1));
  return keyed.map(({ link }) => link);
}
