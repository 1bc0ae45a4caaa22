import { Skeleton } from "../../../ui/skeleton";
import { t } from "./words";

export function PersonSkeleton() {
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-5 px-5 pt-2">
      <div className="flex flex-col gap-2">
        <Skeleton className="w-4/5" />
        <Skeleton className="w-3/5" />
      </div>
      <div className="flex gap-2">
        <Skeleton className="h-7 w-20" />
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-7 w-24" />
      </div>
      <div className="flex flex-col gap-3 rounded-panel border border-line p-3">
        {["a", "b", "c"].map((key) => (
          <div key={key} className="flex gap-6">
            <Skeleton className="w-16" />
            <Skeleton className="w-40" />
            <Skeleton className="w-40" />
          </div>
        ))}
      </div>
      <Skeleton className="w-2/3" />
    </div>
  );
}
