import type { Column as TableColumn, Header } from "@tanstack/react-table";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { UserLink } from "../../../shared/users-api";
import { sparePart } from "../../lib/lazy-part";
import { Afterwards } from "../../ui/afterwards";
import { Tooltip } from "../../ui/tooltip";
import type { ColumnKey } from "./column-layout";
import { sortsOf, type usersFeatures } from "./columns";
import type { DragProps } from "./use-column-drag";
import { pinStyle, stuck } from "./users-table-row";

/** It comes after the first picture, in which nobody sees it. */
const ColumnEdge = sparePart(async () => (await import("./column-edge")).ColumnEdge);

type Props = {
  header: Header<typeof usersFeatures, UserLink>;
  pins: ReadonlyMap<string, number>;
  /** How it is dragged to another place; `null` where there is only one column. */
  drag: DragProps | null;
  onWiden: (key: ColumnKey, width: number | null, done: boolean) => void;
  /** Why this operator cannot sort by names and addresses. */
  nameRefusal: string | null;
};

/** The head of a column: what it sorts by, a place to drag it by, and its edge to draw it wider. */
export function HeadCell({ header, pins, drag, onWiden, nameRefusal }: Props) {
  const { column } = header;
  const key = column.id as ColumnKey;
  const name = String(column.columnDef.header);
  const sorts = sortsOf(key).flatMap(([id, word]) => {
    const by = header.getContext().table.getColumn(id);
    return by ? [[by, word] as const] : [];
  });
  const sorted = sorts.map(([by]) => by.getIsSorted()).find(Boolean);
  return (
    <div
      {...drag}
      role="columnheader"
      aria-label={name}
      aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
      style={pinStyle(pins, key)}
      className={clsx(
        "group/head flex min-w-0 items-center gap-2 whitespace-nowrap",
        pins.has(key) ? stuck : "relative h-full",
        "data-drop:bg-selected data-dragged:opacity-50",
      )}
    >
      {sorts.length === 0 ? <span className="truncate">{name}</span> : null}
      {sorts.map(([by, word]) => (
        <SortButton key={by.id} by={by} word={word} refusal={key === "name" ? nameRefusal : null} />
      ))}
      {drag ? (
        <Afterwards>
          <ColumnEdge
            id={key}
            name={name}
            width={column.getSize()}
            pinned={column.getIsPinned() !== false}
            onWiden={onWiden}
          />
        </Afterwards>
      ) : null}
    </div>
  );
}

type SortButtonProps = {
  by: TableColumn<typeof usersFeatures, UserLink, unknown>;
  word: string;
  refusal: string | null;
};

function SortButton({ by, word, refusal }: SortButtonProps) {
  const sorted = by.getIsSorted();
  const Arrow = sorted === "asc" ? ArrowUp : ArrowDown;
  const button = (
    <button
      type="button"
      tabIndex={0}
      aria-disabled={refusal !== null || undefined}
      aria-description={refusal ?? undefined}
      onClick={() => refusal === null && by.toggleSorting()}
      className={clsx(
        "inline-flex min-w-0 items-center gap-1 rounded-sm transition-colors",
        refusal === null ? "hover:text-fg" : "cursor-default",
        sorted && "font-medium text-fg",
      )}
    >
      <span className="truncate">{word}</span>
      {sorted ? <Arrow aria-hidden className="size-3 shrink-0" /> : null}
    </button>
  );
  return refusal === null ? button : <Tooltip text={refusal}>{button}</Tooltip>;
}
