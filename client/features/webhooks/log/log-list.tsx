import { Webhook } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../../../ui/button";
import { EmptyState } from "../../../ui/empty-state";
import { QueryFailed } from "../../../ui/query-failed";
import { LogSkeleton } from "./log-skeleton";
import { LogTable } from "./log-table";
import type { useWebhookLog } from "./use-webhook-log";
import { t } from "./words";

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
  if (!log.data) return <QueryFailed query={log} title={t("notLoaded")} safety={t("notLoadedSafety")} />;
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
      title={t("nothingSoFar")}
      actions={<Button onClick={onReadOn}>{t("lookBack")}</Button>}
    >
      {t("older")}
    </EmptyState>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<Webhook aria-hidden />}
      title={t("nothingFits")}
      actions={<Button onClick={onClear}>{t("clearFilters")}</Button>}
    />
  );
}

function NothingYet() {
  return (
    <EmptyState icon={<Webhook aria-hidden />} title={t("nothingYet")}>
      {t.rich("nothingYetHelp", {
        door: "POST /api/webhooks/backend-sync",
        code: (text) => <code className="font-mono text-sm">{text}</code>,
      })}
    </EmptyState>
  );
}
