import { linkStates } from "../../../shared/link-state";
import { searchWords } from "../../../shared/search-text";
import type { SortBy, UserLink, UsersPage } from "../../../shared/users-api";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../functions";
import { readCounter } from "./counters";
import { peopleExactly } from "./findPerson";
import { isCounted, linkStream, passes, sortField, type LinkFilter } from "./linkFilter";
import type { Link } from "./linkRow";

/** Convex's own bound on what one search may return. */
const MOST_FOUND = 1024;
/** Rows one page may read while looking for those that pass the filter. */
const MOST_READ = 4000;
const BY_NAME: SortBy = { key: "name", direction: "asc" };

/** A page of rows, found by index or by search. `sort` null: by relevance when searching, else by name. */
export async function listLinks(
  ctx: QueryCtx,
  filter: LinkFilter,
  sort: SortBy | null,
  cursor: string | null,
  limit: number,
): Promise<UsersPage> {
  const { rows, nextCursor, total } = await linksPage(ctx, filter, sort, cursor, limit);
  return { rows: rows.map(userLink), nextCursor, total };
}

type LinksPage = { rows: Link[]; nextCursor: string | null; total: UsersPage["total"] };

export async function linksPage(
  ctx: QueryCtx,
  filter: LinkFilter,
  sort: SortBy | null,
  cursor: string | null,
  limit: number,
): Promise<LinksPage> {
  if (filter.query?.trim()) return searchPage(await searchLinks(ctx, filter, sort), cursor, limit);
  const read = linkStream(ctx, filter.states ?? [], sort ?? BY_NAME);
  const wanted = isCounted(filter) ? read : read.filterWith(async (link) => passes(filter, link));
  const { page, isDone, continueCursor } = await wanted.paginate({
    numItems: limit,
    cursor,
    maximumRowsRead: MOST_READ,
  });
  const total = isCounted(filter)
    ? { count: await countStates(ctx, filter), exact: true }
    : { count: page.length, exact: isDone && cursor === null };
  return { rows: page, nextCursor: isDone ? null : continueCursor, total };
}

/** Everything a query finds, at most 1,024 rows: exact matches alone if there are any, else all its words. */
export async function searchLinks(ctx: QueryCtx, filter: LinkFilter, sort: SortBy | null): Promise<Link[]> {
  const query = filter.query?.trim() ?? "";
  const exact = await peopleExactly(ctx, query);
  const found = exact.length > 0 ? exact : await searchByWords(ctx, filter, searchWords(query));
  const rows = found.filter((link) => passes(filter, link));
  return sort ? rows.sort(compareBy(sort)) : rows;
}

/** People whose names have the words come first; an e-mail's domain can be everybody's. */
async function searchByWords(ctx: QueryCtx, filter: LinkFilter, words: string[]): Promise<Link[]> {
  if (words.length === 0) return [];
  const byName = await searchIn(ctx, "searchName", filter, words);
  if (byName.length === MOST_FOUND) return byName;
  const byAll = await searchIn(ctx, "searchText", filter, words);
  const seen = new Set(byName.map(({ _id }) => _id));
  return [...byName, ...byAll.filter(({ _id }) => !seen.has(_id))].slice(0, MOST_FOUND);
}

async function searchIn(
  ctx: QueryCtx,
  field: "searchName" | "searchText",
  { states }: LinkFilter,
  words: string[],
): Promise<Link[]> {
  const only = states?.length === 1 ? states[0] : undefined;
  const index = field === "searchName" ? "search_name" : "search_text";
  const found = await ctx.db
    .query("links")
    .withSearchIndex(index, (q) => {
      const search = q.search(field, words.join(" "));
      return only ? search.eq("state", only) : search;
    })
    .take(MOST_FOUND);
  return found.filter((link) => hasAllWords(link[field].split(" "), words));
}

/** Convex's search takes any of the words; people who type two mean both. The last may be unfinished. */
function hasAllWords(has: string[], words: string[]): boolean {
  const last = words.at(-1) ?? "";
  return words.slice(0, -1).every((word) => has.includes(word)) && has.some((word) => word.startsWith(last));
}

function searchPage(found: Link[], cursor: string | null, limit: number): LinksPage {
  const start = cursor === null ? 0 : Number(cursor);
  if (!Number.isInteger(start) || start < 0)
    throw fail({ code: "invalid", field: "cursor", message: "Start again." });
  const end = start + limit;
  return {
    rows: found.slice(start, end),
    nextCursor: end < found.length ? String(end) : null,
    total: { count: found.length, exact: found.length < MOST_FOUND },
  };
}

function compareBy(sort: SortBy) {
  const field = sortField(sort);
  const sign = sort.direction === "asc" ? 1 : -1;
  const key = (link: Link) => link[field] ?? (field === "sortName" || field === "sortEmail" ? "" : -Infinity);
  return (a: Link, b: Link) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : a._id < b._id ? -1 : 1);
}

async function countStates(ctx: QueryCtx, { states = [] }: LinkFilter): Promise<number> {
  const names = states.length > 0 ? states : linkStates;
  const counts = await Promise.all(names.map((state) => readCounter(ctx, `links:${state}`)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The row as the console sees it. */
export function userLink(link: Link): UserLink {
  return {
    linkId: link._id,
    userId: link.userId ?? null,
    contactId: link.contactId ?? null,
    frontendUserId: link.frontendUserId ?? null,
    name: link.name,
    email: link.email ?? null,
    state: link.state,
    reason: link.reason,
    userStatus: link.userStatus ?? null,
    jobState: link.jobState ?? null,
    errorCode: link.errorCode ?? null,
    attempts: link.attempts,
    nextAttemptAt: link.nextAttemptAt ?? null,
    createdAt: link.createdAt,
    lastSyncAt: link.lastSyncAt ?? null,
    lastWebhookAt: link.lastWebhookAt ?? null,
    lastWebhookType: link.lastWebhookType ?? null,
    updatedAt: link.updatedAt,
  };
}
