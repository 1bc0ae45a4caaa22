import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { SortBy } from "../../../shared/users-api";
import { columnNames, type Column, type ColumnKey } from "./column-layout";
import type { Sorts } from "./columns";
import { ColumnEdge } from "./column-edge";
import type { DragProps } from "./use-column-drag";
import { pinStyle, stuck } from "./users-table-row";

type SortButtonProps = {
  sortKey: SortBy["key"];
  name: string;
  sort: SortBy | null;
  onSort: (sort: SortBy) => void;
};
type Props = {
  column: Column;
  sorts: Sorts;
  sort: SortBy | null;
  onSort: (sort: SortBy) => void;
  pins: ReadonlyMap<ColumnKey, number>;
  /** How it is dragged to another place; `null` where there is only one column. */
  drag: DragProps | null;
  onWiden: (key: ColumnKey, width: number | null, done: boolean) => void;
};

/** The head of a column: what it sorts by, a place to drag it by, and its edge to draw it wider. */
export function HeadCell({ column, sorts, sort, onSort, pins, drag, onWiden }: Props) {
  const sorted = sorts.some(([key]) => key === sort?.key);
  return (
    <div
      {...drag}
      role="columnheader"
      aria-label={columnNames[column.key]}
      aria-sort={sorted ? (sort?.direction === "asc" ? "ascending" : "descending") : undefined}
      style={pinStyle(pins, column.key)}
      className={clsx(
        "group/head flex min-w-0 items-center gap-2 whitespace-nowrap",
        pins.has(column.key) ? stuck : "relative h-full",
        "data-drop:bg-selected data-dragged:opacity-50",
      )}
    >
      {sorts.length === 0 ? <span className="truncate">{columnNames[column.key]}</span> : null}
      {sorts.map(([key, name]) => (
        <SortButton key={key} sortKey={key} name={name} sort={sort} onSort={onSort} />
      ))}
      {drag ? <ColumnEdge column={column} onWiden={onWiden} /> : null}
    </div>
  );
}

function SortButton({ sortKey, name, sort, onSort }: SortButtonProps) {
  const current = sort?.key === sortKey;
  const startsWith = sortKey === "name" || sortKey === "email" ? "asc" : "desc";
  const flipped = sort?.direction === "asc" ? "desc" : "asc";
  const Arrow = sort?.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      tabIndex={0}
      onClick={() => onSort({ key: sortKey, direction: current ? flipped : startsWith })}
      className={clsx(
        "inline-flex min-w-0 items-center gap-1 rounded-sm transition-colors hover:text-fg",
        current && "font-medium text-fg",
      )}
    >
      <span className="truncate">{name}</span>
      {current ? <Arrow aria-hidden className="size-3 shrink-0" /> : null}
    </button>
  );
}
