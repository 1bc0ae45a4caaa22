import type { SortBy, UserLink } from "../../../shared/users-api";
import type { FieldChange } from "../../../shared/webhooks-api";
import type { QueryCtx } from "../_generated/server";
import { peopleExactly } from "./findPerson";
import { linkStream, passes, statesToRead, type LinkFilter } from "./linkFilter";
import { userLink } from "./listLinks";
import { foundByWords } from "./searchLinks";
import type { Picked } from "./selectionArgs";
import { streamPage } from "./streamPage";

/** Rows one page may read while looking for those that pass. */
const MOST_READ = 4000;
const OLDEST_FIRST: SortBy = { key: "created", direction: "asc" };

type ExportPage = { rows: UserLink[]; nextCursor: string | null };

/** A page of whom a filter matches, all of them: a search by words walks through everybody and has no bound. */
export async function exportLinks(
  ctx: QueryCtx,
  filter: LinkFilter,
  cursor: string | null,
  limit: number,
): Promise<ExportPage> {
  const query = filter.query?.trim() ?? "";
  const exact = query && cursor === null ? await peopleExactly(ctx, query) : [];
  if (exact.length > 0) {
    return { rows: exact.filter((link) => passes(filter, link)).map(userLink), nextCursor: null };
  }
  const found = query ? foundByWords(query) : () => true;
  const { page, isDone, continueCursor } = await streamPage(
    linkStream(ctx, statesToRead(filter), OLDEST_FIRST, filter).filterWith(
      async (link) => passes(filter, link) && found(link),
    ),
    { numItems: limit, cursor, maximumRowsRead: MOST_READ },
  );
  return { rows: page.map(userLink), nextCursor: isDone ? null : continueCursor };
}

export async function linksByIds(ctx: QueryCtx, linkIds: string[]): Promise<UserLink[]> {
  const ids = linkIds.map((id) => ctx.db.normalizeId("links", id));
  const found = await Promise.all(ids.map((id) => id && ctx.db.get("links", id)));
  return found.flatMap((link) => (link ? [userLink(link)] : []));
}

/** What was picked, as the audit keeps it: one line per condition, counts instead of lists of IDs. */
export function selectionChanges(selection: Picked): FieldChange[] {
  const said =
    selection.by === "ids"
      ? { picked: selection.linkIds.length }
      : { ...selection.filter, excluded: selection.except.length || undefined };
  return Object.entries(said).flatMap(([field, value]) => {
    const after = Array.isArray(value) ? value.join(", ") : valueText(field, value);
    return after ? [{ field, before: null, after }] : [];
  });
}

function valueText(field: string, value: string | number | undefined): string {
  if (value === undefined) return "";
  const isTime = /^(?:created|changed)(?:From|To)$/u.test(field);
  return isTime ? new Date(Number(value)).toISOString() : String(value);
}
