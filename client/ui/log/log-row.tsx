import { clsx } from "clsx";
import { memo } from "react";
import { tracksOf, type LogLook } from "./look";

type Props<Row> = {
  look: LogLook<Row>;
  row: Row;
  index: number;
  top: number;
  height: number;
  narrow: boolean;
  active: boolean;
};

/** One row. It is told nothing that changes with the rest of the screen, so it is drawn again only when it changes. */
function Row<Of>({ look, row, index, top, height, narrow, active }: Props<Of>) {
  const Cells = narrow ? look.NarrowCells : look.Cells;
  return (
    <div
      id={`${look.prefix}-${look.idOf(row)}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active}
      data-row={look.idOf(row)}
      style={{
        height,
        transform: `translateY(${top}px)`,
        ...(narrow ? {} : { gridTemplateColumns: tracksOf(look) }),
      }}
      className={clsx(
        "absolute inset-x-0 top-0 grid cursor-default items-center gap-x-3 border-b border-line px-4",
        narrow && "grid-cols-[minmax(0,1fr)_auto]",
        active
          ? "bg-press before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent"
          : "hover:bg-hover",
      )}
    >
      <Cells row={row} />
    </div>
  );
}

export const LogRow = memo(Row) as typeof Row;
