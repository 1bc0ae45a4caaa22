import type { ReactNode } from "react";
import type { AuditRow } from "../../../shared/audit-api";
import type { LogLook } from "../../ui/log/look";
import { RelativeTime } from "../../ui/relative-time";
import { actionWord } from "./action-words";
import { Actor, actorName } from "./actor";
import { goneFrom } from "./gone";
import { summaryOf } from "./summary-of";
import { t } from "./words";

type Props = { row: AuditRow };

/** One event in a line. */
function Cells({ row }: Props) {
  return (
    <>
      <Cell quiet>
        <RelativeTime at={row.at} />
      </Cell>
      <Cell>
        <Actor actor={row.actor} />
      </Cell>
      <Cell>
        <span className="font-medium">{actionWord(row.action)}</span>
      </Cell>
      <Cell>{aboutWord(row)}</Cell>
      <Cell quiet title={summaryIn(row)}>
        {summaryIn(row)}
      </Cell>
      <Cell quiet title={reasonIn(row)}>
        {reasonIn(row)}
      </Cell>
    </>
  );
}

const summaryIn = (row: AuditRow) => goneFrom(row)("/summary") ?? summaryOf(row);
const reasonIn = (row: AuditRow) => goneFrom(row)("/reason") ?? row.reason;

type CellProps = { children: ReactNode; quiet?: boolean; title?: string | null };

const Cell = ({ children, quiet, title }: CellProps) => (
  <div
    role="gridcell"
    title={title ?? undefined}
    className={quiet ? "min-w-0 truncate text-fg-2" : "min-w-0 truncate"}
  >
    {children ?? <span className="text-fg-3">–</span>}
  </div>
);

/** The same in two lines. */
function NarrowCells({ row }: Props) {
  const about = aboutWord(row);
  return (
    <>
      <div role="gridcell" className="min-w-0">
        <div className="truncate">
          <span className="font-medium">{actionWord(row.action)}</span>
          {about ? <span className="text-fg-2"> · {about}</span> : null}
        </div>
        <div className="truncate text-sm text-fg-3">{summaryIn(row)}</div>
      </div>
      <div role="gridcell" className="flex flex-col items-end gap-0.5 text-sm">
        <RelativeTime at={row.at} className="text-fg-2" />
        <span className="max-w-32 truncate text-fg-3">{actorName(row.actor)}</span>
      </div>
    </>
  );
}

/** Whom or what it is about, in a word; `null` for nobody. */
function aboutWord({ person, target, contactId }: AuditRow): string | null {
  if (person) return person.name || t("noName");
  return target ? t(target.kind) : contactId;
}

export const auditLook: LogLook<AuditRow> = {
  label: t("audit"),
  prefix: "event",
  idOf: ({ eventId }) => eventId,
  columns: [
    [t("time"), "104px"],
    [t("actor"), "170px"],
    [t("action"), "190px"],
    [t("about"), "160px"],
    [t("summary"), "minmax(220px, 3fr)"],
    [t("reason"), "minmax(120px, 1fr)"],
  ],
  leastWidth: "md:min-w-[1060px]",
  Cells,
  NarrowCells,
};
