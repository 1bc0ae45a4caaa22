import { linkStates, type LinkState } from "../../../shared/link-state";
import type { SortBy, UserLink, UsersPage } from "../../../shared/users-api";
import type { QueryCtx } from "../_generated/server";
import { readCounter, readCounters } from "./counters";
import {
  isCounted,
  isOneRange,
  linkRange,
  linkStream,
  passes,
  statesToRead,
  type LinkFilter,
} from "./linkFilter";
import type { Link } from "./linkRow";
import { searchLinks, type Found } from "./searchLinks";
import { invalidCursor, streamPage } from "./streamPage";

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
  const inOrder = sort ?? BY_NAME;
  const { rows, nextCursor, total } = isOneRange(filter, inOrder)
    ? await rangePage(ctx, filter, inOrder, cursor, limit)
    : await linksPage(ctx, filter, sort, cursor, limit);
  return { rows: rows.map(userLink), nextCursor, total };
}

/** Read by the store itself, which takes a third of what a stream of rows does. A function may do that once. */
async function rangePage(
  ctx: QueryCtx,
  filter: LinkFilter,
  sort: SortBy,
  cursor: string | null,
  limit: number,
): Promise<LinksPage> {
  const range = linkRange(ctx, filter.states?.[0], sort, filter);
  const { page, isDone, continueCursor } = await range.paginate({ numItems: limit, cursor });
  const total = await totalOf(ctx, filter, page.length, isDone && cursor === null);
  return { rows: page, nextCursor: isDone ? null : continueCursor, total };
}

/** What the counters know, else what was found, which is everybody when it is `all` that there is. */
const totalOf = async (ctx: QueryCtx, filter: LinkFilter, found: number, all: boolean) =>
  isCounted(filter) ? { count: await countStates(ctx, filter), exact: true } : { count: found, exact: all };

type LinksPage = { rows: Link[]; nextCursor: string | null; total: UsersPage["total"] };

export async function linksPage(
  ctx: QueryCtx,
  filter: LinkFilter,
  sort: SortBy | null,
  cursor: string | null,
  limit: number,
): Promise<LinksPage> {
  if (filter.query?.trim()) return searchPage(await searchLinks(ctx, filter, sort), cursor, limit);
  const read = linkStream(ctx, statesToRead(filter), sort ?? BY_NAME, filter);
  const wanted = isCounted(filter) ? read : read.filterWith(async (link) => passes(filter, link));
  const { page, isDone, continueCursor } = await streamPage(wanted, {
    numItems: limit,
    cursor,
    maximumRowsRead: MOST_READ,
  });
  const total = await totalOf(ctx, filter, page.length, isDone && cursor === null);
  return { rows: page, nextCursor: isDone ? null : continueCursor, total };
}

function searchPage({ links, complete }: Found, cursor: string | null, limit: number): LinksPage {
  const start = cursor === null ? 0 : Number(cursor);
  if (!Number.isInteger(start) || start < 0) throw invalidCursor();
  const end = start + limit;
  return {
    rows: links.slice(start, end),
    nextCursor: end < links.length ? String(end) : null,
    total: { count: links.length, exact: complete },
  };
}

async function countStates(ctx: QueryCtx, { states = [] }: LinkFilter): Promise<number> {
  if (states.length === 1) return readCounter(ctx, `links:${states[0]}`);
  const counts = await readCounters(ctx, "links:", linkStates.length);
  const wanted: readonly LinkState[] = states.length > 0 ? states : linkStates;
  return wanted.reduce<number>((sum, state) => sum + (counts.get(state) ?? 0), 0);
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
