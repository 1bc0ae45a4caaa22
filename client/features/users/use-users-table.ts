import { useTable, type Table, type Updater } from "@tanstack/react-table";
import { useMemo } from "react";
import type { SortBy, UserLink } from "../../../shared/users-api";
import { columnKeys, type ColumnLayout } from "./column-layout";
import { sortColumns, usersColumns, usersFeatures } from "./columns";

export type UsersTable = Table<typeof usersFeatures, UserLink>;

type Options = {
  layout: ColumnLayout;
  sort: SortBy | null;
  onSort: (sort: SortBy) => void;
};

const noRows: UserLink[] = [];

/**
 * The columns as TanStack's table. All its state is ours: how the columns lie is text in the address
 * (`column-layout.ts`), the server sorts, and who is picked may be everyone who matches (`selection.ts`). The rows are
 * none of its: it would make an object of each, and of each of its cells, before the first is drawn.
 */
export function useUsersTable({ layout, sort, onSort }: Options) {
  const columns = useMemo(() => columnState(layout), [layout]);
  const sorting = useMemo(
    () => (sort ? [{ id: sortColumns[sort.key] as string, desc: sort.direction === "desc" }] : []),
    [sort],
  );
  // The same while rows are scrolled by, so that what is not scrolled is not drawn anew.
  const options = useMemo(
    () => ({
      features: usersFeatures,
      columns: usersColumns,
      data: noRows,
      state: { ...columns, sorting },
      manualSorting: true,
      enableMultiSort: false,
      enableSortingRemoval: false,
      onSortingChange: (change: Updater<typeof sorting>) => {
        const [next] = typeof change === "function" ? change(sorting) : change;
        if (next) onSort({ key: sortKeyOf(next.id), direction: next.desc ? "desc" : "asc" });
      },
    }),
    [columns, sorting, onSort],
  );
  return useTable(options);
}

const sortKeyOf = (column: string) =>
  (Object.keys(sortColumns) as Array<SortBy["key"]>).find((key) => sortColumns[key] === column) ?? "created";

const columnState = (layout: ColumnLayout) => ({
  columnOrder: layout.map(({ key }) => key as string),
  columnVisibility: Object.fromEntries(
    [...columnKeys, "email"].map((key) => [key, layout.some((column) => column.key === key)]),
  ),
  columnPinning: {
    start: layout.filter(({ pinned }) => pinned).map(({ key }) => key as string),
    end: [],
  },
  columnSizing: Object.fromEntries(
    layout.flatMap(({ key, width }) => (width === null ? [] : [[key, width]])),
  ),
});
