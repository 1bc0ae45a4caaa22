import { Skeleton } from "../../ui/skeleton";
import { t } from "./words";

/** The shape of the overview while it is read for the first time. */
export function OverviewSkeleton() {
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-5">
      <div className="flex items-start gap-3">
        <Skeleton className="size-6 rounded-full" />
        <div className="flex flex-col gap-2">
          <Skeleton className="h-6 w-64" />
          <Skeleton className="w-80 max-w-full" />
        </div>
      </div>
      <Skeleton className="h-5 w-full rounded-control" />
      <div className="grid grid-cols-5 gap-x-4 gap-y-1 max-lg:grid-cols-3 max-sm:grid-cols-1">
        {Array.from({ length: 10 }, (_, place) => (
          <div key={place} className="flex h-13 flex-col justify-center gap-2 px-2 max-sm:h-8">
            <Skeleton className="w-28" />
            <Skeleton className="w-36 max-sm:hidden" />
          </div>
        ))}
      </div>
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <Block className="h-48" />
        <Block className="h-48" />
      </div>
      <div className="grid gap-5 lg:grid-cols-2">
        <Block className="h-60" />
        <Block className="h-60" />
      </div>
    </div>
  );
}

function Block({ className }: { className: string }) {
  return (
    <div className={`flex flex-col gap-4 rounded-panel border border-line p-4 ${className}`}>
      <Skeleton className="w-40" />
      <Skeleton className="w-full flex-1" />
    </div>
  );
}
