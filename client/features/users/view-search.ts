import { layoutText, type ColumnLayout } from "./column-layout";
import { noFilter, parseUsersSearch, writeUsersSearch, type UsersSearch } from "./users-search";

/** What of an address is a view: words, filters, order and columns. Who is open in the drawer is not. */
const parts = [
  ...(["q", "state", "status", "error", "from", "to", "since", "until", "sort", "cols"] as const),
];

const partsOf = (search: UsersSearch): Partial<UsersSearch> =>
  Object.fromEntries(parts.map((part) => [part, search[part]]));

/** What is seen, to be kept: the columns too, also when they are as usual. */
export const viewOf = (search: UsersSearch, layout: ColumnLayout): string =>
  writeUsersSearch(new URLSearchParams(), {
    ...partsOf(search),
    cols: layoutText(layout),
  }).toString();

/** What an address has to say for a view to be seen. */
export function openedView(view: { id: string; search: string }): Partial<UsersSearch> {
  const said = parseUsersSearch(new URLSearchParams(view.search));
  return { ...noFilter, ...partsOf(said), view: view.id, user: null };
}

/** Whether a view says how the columns lie; if not, they are the operator's own. */
export const hasColumns = (view: string) => parseUsersSearch(new URLSearchParams(view)).cols !== null;

/** Whether something else is seen than what a view says. */
export function isChanged(view: string, search: UsersSearch): boolean {
  const said = parseUsersSearch(new URLSearchParams(view));
  return parts.some((part) => {
    if (part === "cols" && said.cols === null) return false;
    return comparable(said[part]) !== comparable(search[part]);
  });
}

const comparable = (value: UsersSearch[keyof UsersSearch]) =>
  Array.isArray(value) ? [...value].sort().join(",") : (value ?? "");
