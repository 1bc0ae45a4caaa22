import { Skeleton } from "./skeleton";

/** The page of one thing before it is here: its name and course, its figures, and what belongs to it. */
export function DetailSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-4 pt-1">
      <Skeleton className="h-5 w-64 max-w-full" />
      <Skeleton className="w-96 max-w-full" />
      <div className="flex gap-8 py-1">
        {["w-14", "w-10", "w-12", "w-10"].map((width, place) => (
          <Skeleton key={place} className={`h-9 ${width}`} />
        ))}
      </div>
      <RowsSkeleton rows={8} />
    </div>
  );
}

/** A panel of rows before they are here. */
export function RowsSkeleton({ rows }: { rows: number }) {
  return (
    <div className="overflow-hidden rounded-panel border border-line">
      {Array.from({ length: rows }, (_, place) => (
        <div key={place} className="flex h-9 items-center gap-6 border-b border-line px-4 last:border-0">
          <Skeleton className="w-20" />
          <Skeleton className={["w-44", "w-36", "w-52"][place % 3] ?? ""} />
        </div>
      ))}
    </div>
  );
}
