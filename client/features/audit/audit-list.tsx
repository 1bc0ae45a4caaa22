import { ScrollText } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { AuditTable } from "./audit-table";
import type { useAudit } from "./use-audit";
import { t } from "./words";

type Table = Pick<ComponentProps<typeof AuditTable>, "activeId" | "onOpen" | "onMove" | "gridRef">;
type Props = Table & { audit: ReturnType<typeof useAudit>; narrowed: boolean; onClear: () => void };

/** The events, or why there are none. */
export function AuditList({ audit: { list, rows, hasStopped, readOn }, narrowed, onClear, ...table }: Props) {
  if (list.isPending) return <AuditSkeleton />;
  if (!list.data) return <QueryFailed query={list} title={t("notLoaded")} safety={t("notLoadedSafety")} />;
  if (rows.length > 0) {
    return (
      <AuditTable
        {...table}
        rows={rows}
        busy={list.isPlaceholderData}
        complete={!list.hasNextPage}
        onNearEnd={() => list.hasNextPage && !list.isFetchingNextPage && !hasStopped && readOn()}
      />
    );
  }
  if (hasStopped) return <NothingSoFar onReadOn={readOn} />;
  if (list.hasNextPage || list.isPlaceholderData) return <AuditSkeleton />;
  return narrowed ? <NothingFits onClear={onClear} /> : <NothingYet />;
}

const icon = <ScrollText aria-hidden />;

function NothingSoFar({ onReadOn }: { onReadOn: () => void }) {
  const lookBack = <Button onClick={onReadOn}>{t("lookBack")}</Button>;
  return (
    <EmptyState icon={icon} title={t("nothingSoFar")} actions={lookBack}>
      {t("older")}
    </EmptyState>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  const clear = <Button onClick={onClear}>{t("clearFilters")}</Button>;
  return <EmptyState icon={icon} title={t("nothingFits")} actions={clear} />;
}

const NothingYet = () => (
  <EmptyState icon={icon} title={t("nothingYet")}>
    {t("nothingYetHelp")}
  </EmptyState>
);

function AuditSkeleton() {
  return (
    <div role="status" aria-label={t("loading")} className="min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-b border-line" />
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-8 border-b border-line px-4">
          <Skeleton className="w-16" />
          <Skeleton className="w-28" />
          <Skeleton className={index % 3 === 0 ? "w-40" : "w-28"} />
          <Skeleton className="hidden w-72 md:block" />
        </div>
      ))}
    </div>
  );
}
