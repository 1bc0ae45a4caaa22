import { Skeleton } from "../../../ui/skeleton";
import { t } from "./words";

/** The log before it is here. */
export function LogSkeleton() {
  return (
    <div role="status" aria-label={t("loading")} className="min-h-0 flex-1 overflow-hidden">
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
