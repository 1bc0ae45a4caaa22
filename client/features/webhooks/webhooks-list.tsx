import { Webhook } from "lucide-react";
import { describeError } from "../../lib/api-error";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import type { useWebhookLog } from "./use-webhook-log";
import { WebhooksTable } from "./webhooks-table";

type Props = {
  log: ReturnType<typeof useWebhookLog>;
  narrowed: boolean;
  activeId: string | null;
  onOpen: (attemptId: string) => void;
  onMove: (step: 1 | -1) => void;
  onClear: () => void;
};

export function WebhooksList({ log: { log, rows }, narrowed, onClear, ...table }: Props) {
  if (log.isPending) return <WebhooksSkeleton />;
  if (!log.data) {
    const problem = describeError(log.error);
    return (
      <ErrorState
        title="The webhook log could not be loaded"
        message={problem.message}
        safety="Webhooks are received all the same. You can try again."
        requestId={problem.requestId}
        busy={log.isFetching}
        onRetry={() => void log.refetch()}
      />
    );
  }
  if (rows.length === 0 && narrowed) {
    return (
      <EmptyState
        icon={<Webhook aria-hidden />}
        title="No webhook fits this filter"
        actions={<Button onClick={onClear}>Clear filters</Button>}
      />
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState icon={<Webhook aria-hidden />} title="No webhook has arrived yet">
        The backend sends them to <code className="font-mono text-sm">POST /api/webhooks/backend-sync</code>.
        They appear here the moment they arrive, refused ones too.
      </EmptyState>
    );
  }
  return (
    <WebhooksTable
      {...table}
      rows={rows}
      complete={!log.hasNextPage}
      onNearEnd={() => log.hasNextPage && !log.isFetchingNextPage && void log.fetchNextPage()}
    />
  );
}

function WebhooksSkeleton() {
  return (
    <div role="status" aria-label="Loading webhooks" className="min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-b border-line" />
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-8 border-b border-line px-4">
          <Skeleton className="w-20" />
          <Skeleton className="w-28" />
          <Skeleton className={index % 3 === 0 ? "w-40" : "w-32"} />
          <Skeleton className="hidden w-48 md:block" />
        </div>
      ))}
    </div>
  );
}
