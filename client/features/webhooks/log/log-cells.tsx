import type { ReactNode } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { formatDuration } from "../../../lib/format";
import { CopyId } from "../../../ui/copy-id";
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

export function LogCells({ row, narrow }: { row: WebhookRow; narrow: boolean }) {
  const type = <span className="truncate font-medium">{row.type ?? t("unread")}</span>;
  const received = <RelativeTime at={row.receivedAt} className="text-fg-2" />;
  if (narrow) {
    return (
      <>
        <div role="gridcell" className="min-w-0">
          <div className="truncate">{type}</div>
          <div className="truncate text-sm text-fg-3">{row.person?.name ?? row.eventId ?? t("noPerson")}</div>
        </div>
        <div role="gridcell" className="flex flex-col items-end gap-0.5 text-sm">
          <OutcomeChip outcome={row.outcome} cause={row.cause} />
          {received}
        </div>
      </>
    );
  }
  return (
    <>
      <Cell>
        <OutcomeChip outcome={row.outcome} cause={row.cause} />
      </Cell>
      <Cell>{type}</Cell>
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
      <Cell>{received}</Cell>
    </>
  );
}

/** How long after it happened it arrived. The sender's clock may be ahead of ours. */
function Lag({ row: { eventAt, receivedAt } }: { row: WebhookRow }) {
  if (eventAt === null) return none;
  return <span className="nums text-fg-2">{formatDuration(Math.max(0, receivedAt - eventAt))}</span>;
}
