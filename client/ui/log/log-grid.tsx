import { clsx } from "clsx";
import { useEffect, useEffectEvent, type KeyboardEvent, type MouseEvent, type RefObject } from "react";
import { densityPreference, rowHeights } from "../../lib/density";
import type { LogPages } from "../../lib/log-pages";
import { useNarrow } from "../../lib/media-query";
import { useVirtualRows } from "../virtual-rows";
import { LogRow } from "./log-row";
import { tracksOf, type LogLook } from "./look";
import { useCalm } from "./use-calm";

const NARROW_ROW = 56;

export type GridProps<Row> = {
  look: LogLook<Row>;
  log: LogPages<Row>;
  activeId: string | null;
  onOpen: (id: string) => void;
  onMove: (step: 1 | -1) => void;
  /** Told whether rows may come by themselves: nobody is looking at one. */
  onCalm?: (calm: boolean) => void;
  gridRef: RefObject<HTMLDivElement | null>;
};

/** A log as a grid: one stop for the Tab key, a row under the cursor, only the rows in sight in the page. */
export function LogGrid<Row>({ look, log, activeId, onOpen, onMove, onCalm, gridRef }: GridProps<Row>) {
  const { list, rows, hasStopped, readOn } = log;
  const { idOf, prefix } = look;
  const narrow = useNarrow();
  const density = densityPreference.use();
  const rowHeight = narrow ? NARROW_ROW : rowHeights[density];
  const { setScroller, items, height, scrollTo } = useVirtualRows({
    ...{ count: rows.length, rowHeight, headHeight: narrow ? 0 : 32 },
    onNearEnd: () => list.hasNextPage && !list.isFetchingNextPage && !hasStopped && readOn(),
  });
  const calm = useCalm(onCalm);
  const inPage = items.flatMap(({ index, start }) => {
    const row = rows[index];
    return row === undefined ? [] : [{ index, start, row }];
  });
  const activeInPage = inPage.some(({ row }) => idOf(row) === activeId);
  useReveal(activeId, (id) => {
    const index = rows.findIndex((row) => idOf(row) === id);
    if (index >= 0) scrollTo(index);
  });
  const onClick = ({ target }: MouseEvent) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
    if (row?.dataset.row) onOpen(row.dataset.row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onMove(event.key === "ArrowDown" ? 1 : -1);
  };
  return (
    <div ref={setScroller} {...calm} className="scroll-y min-h-0 flex-1 overflow-x-auto">
      <div
        ref={gridRef}
        role="grid"
        aria-label={look.label}
        aria-busy={list.isPlaceholderData || undefined}
        aria-rowcount={list.hasNextPage ? -1 : rows.length + 1}
        aria-activedescendant={activeId && activeInPage ? `${prefix}-${activeId}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className={clsx(
          "group/grid",
          look.leastWidth,
          activeInPage ? "outline-none" : "focus-visible:-outline-offset-2",
        )}
      >
        <Head look={look} />
        <div role="rowgroup" className="relative" style={{ height }} onClick={onClick}>
          {inPage.map(({ index, start, row }) => (
            <LogRow
              key={idOf(row)}
              {...{ look, row, index, narrow }}
              top={start}
              height={rowHeight}
              active={idOf(row) === activeId}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** Brings the active row into sight when another one becomes it, and not when rows come above it. */
function useReveal(activeId: string | null, reveal: (id: string) => void) {
  const onReveal = useEffectEvent(reveal);
  useEffect(() => {
    if (activeId) onReveal(activeId);
  }, [activeId]);
}

function Head<Row>({ look }: { look: LogLook<Row> }) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 max-md:sr-only">
      <div
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: tracksOf(look) }}
        className="grid h-8 items-center gap-x-3 border-b border-line bg-surface px-4 text-sm text-fg-2"
      >
        {look.columns.map(([heading]) => (
          <div key={heading} role="columnheader">
            {heading}
          </div>
        ))}
      </div>
    </div>
  );
}
