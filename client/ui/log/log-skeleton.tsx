import { Skeleton } from "../skeleton";

/** A log before it is here. */
export function LogSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="min-h-0 flex-1 overflow-hidden">
      <div className="h-8 border-b border-line max-md:hidden" />
      {Array.from({ length: 24 }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-8 border-b border-line px-4 max-md:h-14">
          <Skeleton className="w-20" />
          <Skeleton className="w-28" />
          <Skeleton className={index % 3 === 0 ? "w-40" : "w-32"} />
          <Skeleton className="hidden w-56 md:block" />
        </div>
      ))}
    </div>
  );
}
