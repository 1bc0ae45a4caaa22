import { linkStates } from "../../../shared/link-state";
import type { SortBy, UserLink, UsersPage } from "../../../shared/users-api";
import type { QueryCtx } from "../_generated/server";
import { fail } from "../functions";
import { readCounter } from "./counters";
import { isCounted, linkStream, passes, statesToRead, type LinkFilter } from "./linkFilter";
import type { Link } from "./linkRow";
import { searchLinks, type Found } from "./searchLinks";

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
  const read = linkStream(ctx, statesToRead(filter), sort ?? BY_NAME, filter);
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

function searchPage({ links, complete }: Found, cursor: string | null, limit: number): LinksPage {
  const start = cursor === null ? 0 : Number(cursor);
  if (!Number.isInteger(start) || start < 0)
    throw fail({ code: "invalid", field: "cursor", message: "Start again." });
  const end = start + limit;
  return {
    rows: links.slice(start, end),
    nextCursor: end < links.length ? String(end) : null,
    total: { count: links.length, exact: complete },
  };
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
