import { Webhook } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../../../ui/button";
import { EmptyState } from "../../../ui/empty-state";
import { QueryFailed } from "../../../ui/query-failed";
import { LogSkeleton } from "./log-skeleton";
import { LogTable } from "./log-table";
import type { useWebhookLog } from "./use-webhook-log";

type Props = {
  log: ReturnType<typeof useWebhookLog>;
  narrowed: boolean;
  activeId: string | null;
  onOpen: (attemptId: string) => void;
  onMove: (step: 1 | -1) => void;
  onClear: () => void;
  onCalm: (calm: boolean) => void;
  gridRef: RefObject<HTMLDivElement | null>;
};

/** The rows, or why there are none. */
export function LogList({ log: { log, rows, hasStopped, readOn }, narrowed, onClear, ...table }: Props) {
  if (log.isPending) return <LogSkeleton />;
  if (!log.data)
    return (
      <QueryFailed
        query={log}
        title="The webhook log could not be loaded"
        safety="Webhooks are received all the same. You can try again."
      />
    );
  if (rows.length > 0) {
    return (
      <LogTable
        {...table}
        rows={rows}
        busy={log.isPlaceholderData}
        complete={!log.hasNextPage}
        onNearEnd={() => log.hasNextPage && !log.isFetchingNextPage && !hasStopped && readOn()}
      />
    );
  }
  if (hasStopped) return <NothingSoFar onReadOn={readOn} />;
  if (log.hasNextPage || log.isPlaceholderData) return <LogSkeleton />;
  return narrowed ? <NothingFits onClear={onClear} /> : <NothingYet />;
}

function NothingSoFar({ onReadOn }: { onReadOn: () => void }) {
  return (
    <EmptyState
      icon={<Webhook aria-hidden />}
      title="Nothing fits among the newest"
      actions={<Button onClick={onReadOn}>Look further back</Button>}
    >
      There are older webhooks that were not looked at yet.
    </EmptyState>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<Webhook aria-hidden />}
      title="No webhook fits this filter"
      actions={<Button onClick={onClear}>Clear filters</Button>}
    />
  );
}

function NothingYet() {
  return (
    <EmptyState icon={<Webhook aria-hidden />} title="No webhook has arrived yet">
      The backend sends them to <code className="font-mono text-sm">POST /api/webhooks/backend-sync</code>.
      They appear here the moment they arrive, refused ones too.
    </EmptyState>
  );
}
