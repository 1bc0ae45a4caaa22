import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import { describeError } from "../../lib/api-error";
import { buttonLook } from "../../ui/button-look";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { Findings } from "./findings";
import { SweepSummary } from "./sweep-summary";
import { useSweep } from "./use-sweep";

/** One sweep with everything it has found. */
export function SweepPage() {
  const { id = "" } = useParams();
  const { sweep, cut } = useSweep(id);
  const problem = sweep.error ? describeError(sweep.error) : null;
  return (
    <div className="scroll-y min-h-0 flex-1">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-4 py-3 sm:px-5">
        <Link to="/reconcile" className={`${buttonLook("ghost", "sm")} -ml-2 self-start`}>
          <ArrowLeft aria-hidden className="size-3.5" />
          Reconcile
        </Link>
        {sweep.data ? (
          <>
            <SweepSummary sweep={sweep.data} cut={cut} />
            <Findings key={id} sweep={sweep.data} />
          </>
        ) : problem ? (
          <ErrorState
            title="This sweep could not be loaded"
            message={problem.message}
            safety={problem.worthRetrying ? "The sweep goes on all the same. You can try again." : ""}
            requestId={problem.requestId}
            busy={sweep.isFetching}
            {...(problem.worthRetrying ? { onRetry: () => void sweep.refetch() } : {})}
          />
        ) : (
          <div role="status" aria-label="Loading this sweep" className="flex flex-col gap-4 pt-1">
            <Skeleton className="h-5 w-64" />
            <Skeleton className="w-96 max-w-full" />
            <Skeleton className="w-full" />
          </div>
        )}
      </div>
    </div>
  );
}
