import { Skeleton } from "../skeleton";

/** A log before it is here: lines, or two-line rows on a narrow screen. */
export function LogSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-b border-line max-md:hidden" />
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className="border-b border-line px-4">
          <div className="flex h-9 items-center gap-8 max-md:hidden">
            <Skeleton className="w-20" />
            <Skeleton className="w-28" />
            <Skeleton className={index % 3 === 0 ? "w-40" : "w-32"} />
            <Skeleton className="w-56" />
          </div>
          <div className="grid h-14 grid-cols-[1fr_auto] content-center gap-y-2 md:hidden">
            <Skeleton className={index % 3 === 0 ? "w-40" : "w-32"} />
            <Skeleton className="w-16" />
            <Skeleton className="w-48" />
            <Skeleton className="w-16" />
          </div>
        </div>
      ))}
    </div>
  );
}
