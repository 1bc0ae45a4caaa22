import { clsx } from "clsx";
import { useEffect, useEffectEvent, type KeyboardEvent, type RefObject } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { densityPreference, rowHeights } from "../../../lib/density";
import { useNarrow } from "../../../lib/media-query";
import { useVirtualRows } from "../../../ui/virtual-rows";
import { LogRow, tracks } from "./log-row";
import { useCalm } from "./use-calm";
import { t } from "./words";

const headings = [t("outcome"), t("type"), t("person"), t("eventId"), t("lag"), t("took"), t("received")];
const rowId = (attemptId: string) => `webhook-${attemptId}`;

type Props = {
  rows: WebhookRow[];
  busy: boolean;
  complete: boolean;
  activeId: string | null;
  onOpen: (attemptId: string) => void;
  onMove: (step: 1 | -1) => void;
  onNearEnd: () => void;
  onCalm: (calm: boolean) => void;
  gridRef: RefObject<HTMLDivElement | null>;
};

/** The log as a grid: one stop for the Tab key, a row under the cursor, only the rows in sight in the page. */
export function LogTable({
  rows,
  busy,
  complete,
  activeId,
  onOpen,
  onMove,
  onNearEnd,
  onCalm,
  gridRef,
}: Props) {
  const narrow = useNarrow();
  const density = densityPreference.use();
  const rowHeight = narrow ? 56 : rowHeights[density];
  const { setScroller, items, height, scrollTo } = useVirtualRows({
    count: rows.length,
    rowHeight,
    headHeight: 32,
    onNearEnd,
  });
  const calm = useCalm(onCalm);
  const activeInPage = items.some(({ index }) => rows[index]?.attemptId === activeId);
  const reveal = useEffectEvent((id: string) => {
    const index = rows.findIndex((row) => row.attemptId === id);
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
    <div ref={setScroller} {...calm} className="scroll-y min-h-0 flex-1 overflow-x-auto">
      <div
        ref={gridRef}
        role="grid"
        aria-label={t("webhooks")}
        aria-busy={busy || undefined}
        aria-rowcount={complete ? rows.length + 1 : -1}
        aria-activedescendant={activeId && activeInPage ? rowId(activeId) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className={clsx(
          "group/grid md:min-w-[920px]",
          activeInPage ? "outline-none" : "focus-visible:-outline-offset-2",
        )}
      >
        <LogHead />
        <div role="rowgroup" className="relative" style={{ height }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            return row ? (
              <LogRow
                key={row.attemptId}
                id={rowId(row.attemptId)}
                row={row}
                index={index}
                top={start}
                height={rowHeight}
                narrow={narrow}
                active={row.attemptId === activeId}
                onOpen={onOpen}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

function LogHead() {
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
