import { densityPreference, rowHeights } from "../../lib/density";
import { Skeleton } from "../../ui/skeleton";

const widths = ["w-36", "w-44", "w-28", "w-40", "w-32"];

/** The list before its first rows: the same lines, without words. */
export function UsersSkeleton() {
  const height = rowHeights[densityPreference.use()];
  return (
    <div role="status" aria-label="Loading users" className="min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-b border-line" />
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} style={{ height }} className="flex items-center gap-6 border-b border-line px-3">
          <Skeleton className="h-4 w-4 shrink-0" />
          <span className="flex-1">
            <Skeleton className={widths[index % widths.length] ?? "w-36"} />
          </span>
          <Skeleton className="w-24" />
          <Skeleton className="hidden w-20 md:block" />
          <Skeleton className="hidden w-20 md:block" />
          <Skeleton className="hidden w-16 md:block" />
          <Skeleton className="hidden w-28 md:block" />
        </div>
      ))}
    </div>
  );
}
