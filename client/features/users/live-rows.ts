import type { InfiniteData } from "@tanstack/react-query";
import type { UserLink, UsersPage } from "../../../shared/users-api";

export type LoadedPages = InfiniteData<UsersPage, string | null>;

/** The rows shown, with newer versions of them put in place. Nothing moves, comes or goes. */
export function patchRows(loaded: LoadedPages, fresh: readonly UserLink[]): LoadedPages {
  const byId = new Map(fresh.map((row) => [row.linkId, row]));
  const pages = loaded.pages.map((page) => {
    if (!page.rows.some((row) => isNewer(byId.get(row.linkId), row))) return page;
    return { ...page, rows: page.rows.map((row) => newest(byId.get(row.linkId), row)) };
  });
  return pages.every((page, index) => page === loaded.pages[index]) ? loaded : { ...loaded, pages };
}

/** How many there are by now, told above the list even while it keeps those that it has shown. */
export function withTotal(loaded: LoadedPages, total: UsersPage["total"]): LoadedPages {
  const [first, ...rest] = loaded.pages;
  if (!first || (first.total.count === total.count && first.total.exact === total.exact)) return loaded;
  return { ...loaded, pages: [{ ...first, total }, ...rest] };
}

const isNewer = (fresh: UserLink | undefined, shown: UserLink) =>
  fresh !== undefined &&
  fresh.updatedAt >= shown.updatedAt &&
  JSON.stringify(fresh) !== JSON.stringify(shown);
const newest = (fresh: UserLink | undefined, shown: UserLink) =>
  fresh && isNewer(fresh, shown) ? fresh : shown;

/** What reading the list anew would change in who is in it: how many would come, and which rows would go. */
export type Moved = { arrived: number; gone: string[] };
export const nothingMoved: Moved = { arrived: 0, gone: [] };

/**
 * Compares a page shown with the same page read again. Only rows within the stretch that both cover count, since
 * beyond it rows merely slide to the neighbouring page.
 */
export function movedIn(loaded: LoadedPages, cursor: string | null, fresh: UsersPage): Moved {
  const shown = loaded.pages[loaded.pageParams.indexOf(cursor)];
  if (!shown) return nothingMoved;
  const known = new Set(loaded.pages.flatMap((page) => page.rows.map((row) => row.linkId)));
  const still = new Set(fresh.rows.map((row) => row.linkId));
  const isKnown = (row: UserLink) => known.has(row.linkId);
  const isStill = (row: UserLink) => still.has(row.linkId);
  const arrived = stretch(fresh.rows, isKnown, shown.nextCursor === null).filter((row) => !isKnown(row));
  const gone = stretch(shown.rows, isStill, fresh.nextCursor === null).filter((row) => !isStill(row));
  return { arrived: arrived.length, gone: gone.map((row) => row.linkId) };
}

const stretch = (rows: UserLink[], shared: (row: UserLink) => boolean, toTheEnd: boolean) =>
  toTheEnd ? rows : rows.slice(0, rows.findLastIndex(shared) + 1);
