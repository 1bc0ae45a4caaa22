import { clsx } from "clsx";
import { useEffect, useEffectEvent, type KeyboardEvent } from "react";
import type { WebhookRow } from "../../../shared/webhooks-api";
import { densityPreference, rowHeights } from "../../lib/density";
import { useNarrow } from "../../lib/media-query";
import { useVirtualRows } from "../../ui/virtual-rows";
import { WebhookCells } from "./webhook-cells";

const headings = ["Outcome", "Type", "Person", "Event ID", "Took", "Received"];
const tracks = "170px 160px minmax(160px, 1fr) 150px 72px 110px";

type Props = {
  rows: WebhookRow[];
  complete: boolean;
  activeId: string | null;
  onOpen: (attemptId: string) => void;
  onMove: (step: 1 | -1) => void;
  onNearEnd: () => void;
};

export function WebhooksTable({ rows, complete, activeId, onOpen, onMove, onNearEnd }: Props) {
  const narrow = useNarrow();
  const density = densityPreference.use();
  const rowHeight = narrow ? 56 : rowHeights[density];
  const { setScroller, items, height, scrollTo } = useVirtualRows({
    count: rows.length,
    rowHeight,
    headHeight: 32,
    onNearEnd,
  });
  const activeInPage = items.some(({ index }) => rows[index]?.attemptId === activeId);
  const reveal = useEffectEvent((id: string) => {
    const index = rows.findIndex((row) => row.attemptId === id);
    if (index >= 0) scrollTo(index);
  });
  useEffect(() => {
    if (activeId) reveal(activeId);
  }, [activeId]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && activeId && event.target === event.currentTarget) onOpen(activeId);
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onMove(event.key === "ArrowDown" ? 1 : -1);
  };
  return (
    <div ref={setScroller} className="scroll-y min-h-0 flex-1 overflow-x-auto">
      <div
        role="grid"
        aria-label="Webhooks"
        aria-rowcount={complete ? rows.length + 1 : -1}
        aria-activedescendant={activeId && activeInPage ? `webhook-${activeId}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className={clsx(
          "group/grid md:min-w-[880px]",
          activeInPage ? "outline-none" : "focus-visible:-outline-offset-2",
        )}
      >
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
        <div role="rowgroup" className="relative" style={{ height }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            const active = row.attemptId === activeId;
            return (
              <div
                key={row.attemptId}
                id={`webhook-${row.attemptId}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={active}
                onClick={() => onOpen(row.attemptId)}
                style={{
                  height: rowHeight,
                  transform: `translateY(${start}px)`,
                  ...(narrow ? {} : { gridTemplateColumns: tracks }),
                }}
                className={clsx(
                  "absolute inset-x-0 top-0 grid cursor-default items-center gap-x-3 border-b border-line px-4",
                  narrow && "grid-cols-[1fr_auto]",
                  active
                    ? "bg-press group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent"
                    : "hover:bg-hover",
                )}
              >
                <WebhookCells row={row} narrow={narrow} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
