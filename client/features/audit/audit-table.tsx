import { clsx } from "clsx";
import { useEffect, useEffectEvent, type KeyboardEvent, type RefObject } from "react";
import type { AuditRow as Row } from "../../../shared/audit-api";
import { densityPreference, rowHeights } from "../../lib/density";
import { useNarrow } from "../../lib/media-query";
import { useVirtualRows } from "../../ui/virtual-rows";
import { AuditRow, tracks } from "./audit-row";
import { t } from "./words";

const headings = [t("time"), t("actor"), t("action"), t("about"), t("summary"), t("reason")];
const rowId = (eventId: string) => `event-${eventId}`;

type Props = {
  rows: readonly Row[];
  busy: boolean;
  complete: boolean;
  activeId: string | null;
  onOpen: (eventId: string) => void;
  onMove: (step: 1 | -1) => void;
  onNearEnd: () => void;
  gridRef: RefObject<HTMLDivElement | null>;
};

/** The audit as a grid: one stop for the Tab key, a row under the cursor, only the rows in sight in the page. */
export function AuditTable({ rows, busy, complete, activeId, onOpen, onMove, onNearEnd, gridRef }: Props) {
  const narrow = useNarrow();
  const density = densityPreference.use();
  const rowHeight = narrow ? 56 : rowHeights[density];
  const { setScroller, items, height, scrollTo } = useVirtualRows({
    ...{ count: rows.length, rowHeight, headHeight: 32, onNearEnd },
  });
  const activeInPage = items.some(({ index }) => rows[index]?.eventId === activeId);
  const reveal = useEffectEvent((id: string) => {
    const index = rows.findIndex((row) => row.eventId === id);
    if (index >= 0) scrollTo(index);
  });
  useEffect(() => {
    if (activeId) reveal(activeId);
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onMove(event.key === "ArrowDown" ? 1 : -1);
  };
  return (
    <div ref={setScroller} className="scroll-y min-h-0 flex-1 overflow-x-auto">
      <div
        ref={gridRef}
        role="grid"
        aria-label={t("audit")}
        aria-busy={busy || undefined}
        aria-rowcount={complete ? rows.length + 1 : -1}
        aria-activedescendant={activeId && activeInPage ? rowId(activeId) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className={clsx(
          "group/grid md:min-w-[1060px]",
          activeInPage ? "outline-none" : "focus-visible:-outline-offset-2",
        )}
      >
        <Head />
        <div role="rowgroup" className="relative" style={{ height }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            return row ? (
              <AuditRow
                key={row.eventId}
                id={rowId(row.eventId)}
                row={row}
                index={index}
                top={start}
                height={rowHeight}
                narrow={narrow}
                active={row.eventId === activeId}
                onOpen={onOpen}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

function Head() {
  return (
    <div role="rowgroup" className="sticky top-0 z-10 max-md:sr-only">
      <div
        role="row"
        aria-rowindex={1}
        style={{ gridTemplateColumns: tracks }}
        className="grid h-8 items-center gap-x-3 border-b border-line bg-surface px-4 text-sm text-fg-2"
      >
        {headings.map((heading) => (
          <div key={heading} role="columnheader">
            {heading}
          </div>
        ))}
      </div>
    </div>
  );
}
