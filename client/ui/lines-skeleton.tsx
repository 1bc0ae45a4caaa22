import { Skeleton } from "./skeleton";

/** A list of lines before it is here. */
export function LinesSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {["w-40", "w-56", "w-48", "w-44"].map((width) => (
        <div key={width} className="flex h-15 items-center gap-6 border-b border-line px-4">
          <Skeleton className={width} />
          <Skeleton className="ml-auto w-64 max-w-[30%]" />
          <Skeleton className="w-16" />
        </div>
      ))}
    </div>
  );
}
