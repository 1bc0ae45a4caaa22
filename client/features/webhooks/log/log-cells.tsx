import type { ReactNode } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { formatDuration } from "../../../lib/format";
import { CopyId } from "../../../ui/copy-id";
import type { LogLook } from "../../../ui/log/look";
import { RelativeTime } from "../../../ui/relative-time";
import { OutcomeChip } from "../outcomes";
import { t } from "./words";

const none = <span className="text-fg-3">–</span>;

function Cell({ children }: { children: ReactNode }) {
  return (
    <div role="gridcell" className="flex min-w-0 items-center whitespace-nowrap">
      {children}
    </div>
  );
}

type Props = { row: WebhookRow };

const Outcome = ({ row }: Props) => <OutcomeChip outcome={row.outcome} cause={row.cause} />;
const Type = ({ row }: Props) => <span className="truncate font-medium">{row.type ?? t("unread")}</span>;
const Received = ({ row }: Props) => <RelativeTime at={row.receivedAt} className="text-fg-2" />;

/** One arrival in a line. */
function Cells({ row }: Props) {
  return (
    <>
      <Cell>
        <Outcome row={row} />
      </Cell>
      <Cell>
        <Type row={row} />
      </Cell>
      <Cell>{row.person ? <span className="truncate">{row.person.name}</span> : none}</Cell>
      <Cell>
        {row.eventId ? (
          <CopyId id={row.eventId} label={t("eventIdLabel")} tabIndex={-1} className="-ml-1" />
        ) : (
          none
        )}
      </Cell>
      <Cell>
        <Lag row={row} />
      </Cell>
      <Cell>
        <span className="nums text-fg-2">{formatDuration(row.durationMs)}</span>
      </Cell>
      <Cell>
        <Received row={row} />
      </Cell>
    </>
  );
}

/** The same in two lines. */
function NarrowCells({ row }: Props) {
  return (
    <>
      <div role="gridcell" className="min-w-0">
        <div className="flex">
          <Type row={row} />
        </div>
        <div className="truncate text-sm text-fg-3">{row.person?.name ?? row.eventId ?? t("noPerson")}</div>
      </div>
      <div role="gridcell" className="flex flex-col items-end gap-0.5 text-sm">
        <Outcome row={row} />
        <Received row={row} />
      </div>
    </>
  );
}

/** How long after it happened it arrived. The sender's clock may be ahead of ours. */
function Lag({ row: { eventAt, receivedAt } }: { row: WebhookRow }) {
  if (eventAt === null) return none;
  return <span className="nums text-fg-2">{formatDuration(Math.max(0, receivedAt - eventAt))}</span>;
}

export const webhookLook: LogLook<WebhookRow> = {
  label: t("webhooks"),
  prefix: "webhook",
  idOf: ({ attemptId }) => attemptId,
  columns: [
    [t("outcome"), "232px"],
    [t("type"), "160px"],
    [t("person"), "minmax(160px, 1fr)"],
    [t("eventId"), "150px"],
    [t("lag"), "72px"],
    [t("took"), "72px"],
    [t("received"), "110px"],
  ],
  leastWidth: "md:min-w-[964px]",
  Cells,
  NarrowCells,
};
