import { clsx } from "clsx";
import { memo } from "react";
import type { AuditRow as Row } from "../../../shared/audit-api";
import { RelativeTime } from "../../ui/relative-time";
import { actionWord } from "./action-words";
import { Actor, actorName } from "./actor";
import { t } from "./words";

export const tracks = "104px 170px 190px 160px minmax(220px, 3fr) minmax(120px, 1fr)";

type Props = {
  id: string;
  row: Row;
  index: number;
  top: number;
  height: number;
  narrow: boolean;
  active: boolean;
  onOpen: (eventId: string) => void;
};

export const AuditRow = memo(function AuditRow(props: Props) {
  const { id, row, index, top, height, narrow, active, onOpen } = props;
  const columns = narrow ? {} : { gridTemplateColumns: tracks };
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={active}
      onClick={() => onOpen(row.eventId)}
      style={{ height, transform: `translateY(${top}px)`, ...columns }}
      className={clsx(
        "absolute inset-x-0 top-0 grid cursor-default items-center gap-x-3 border-b border-line px-4",
        narrow && "grid-cols-[1fr_auto]",
        active
          ? "bg-press before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent"
          : "hover:bg-hover",
      )}
    >
      {narrow ? <NarrowCells row={row} /> : <WideCells row={row} />}
    </div>
  );
});

function WideCells({ row }: { row: Row }) {
  const cell = "min-w-0 truncate";
  return (
    <>
      <div role="gridcell" className={cell}>
        <RelativeTime at={row.at} className="text-fg-2" />
      </div>
      <div role="gridcell" className={cell}>
        <Actor actor={row.actor} />
      </div>
      <div role="gridcell" className={clsx(cell, "font-medium")}>
        {actionWord(row.action)}
      </div>
      <div role="gridcell" className={cell}>
        {aboutWord(row) ?? <span className="text-fg-3">–</span>}
      </div>
      <div role="gridcell" className={clsx(cell, "text-fg-2")} title={row.summary}>
        {row.summary}
      </div>
      <div role="gridcell" className={clsx(cell, "text-fg-2")} title={row.reason ?? undefined}>
        {row.reason ?? <span className="text-fg-3">–</span>}
      </div>
    </>
  );
}

function NarrowCells({ row }: { row: Row }) {
  const about = aboutWord(row);
  return (
    <>
      <div role="gridcell" className="min-w-0">
        <div className="truncate">
          <span className="font-medium">{actionWord(row.action)}</span>
          {about ? <span className="text-fg-2"> · {about}</span> : null}
        </div>
        <div className="truncate text-sm text-fg-3">{row.summary}</div>
      </div>
      <div role="gridcell" className="flex flex-col items-end gap-0.5 text-sm">
        <RelativeTime at={row.at} className="text-fg-2" />
        <span className="max-w-32 truncate text-fg-3">{actorName(row.actor)}</span>
      </div>
    </>
  );
}

/** Whom or what it is about, in a word; `null` for nobody. */
function aboutWord({ person, target, contactId }: Row): string | null {
  if (person) return person.name || t("noName");
  return target ? t(target.kind) : contactId;
}
