import { ArrowLeft } from "lucide-react";
import { Link, useParams } from "react-router";
import { describeError } from "../../lib/api-error";
import { buttonLook } from "../../ui/button-look";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { RunItems } from "./run-items";
import { RunSummary } from "./run-summary";
import { useRun } from "./use-run";

export function RunPage() {
  const { id = "" } = useParams();
  const { data: run, error, isFetching, refetch } = useRun(id);
  const problem = error ? describeError(error) : null;
  return (
    <div className="scroll-y min-h-0 flex-1">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 px-4 py-3 sm:px-5">
        <Link to="/runs" className={`${buttonLook("ghost", "sm")} -ml-2 self-start`}>
          <ArrowLeft aria-hidden className="size-3.5" />
          Runs
        </Link>
        {run ? (
          <>
            <RunSummary run={run} />
            <RunItems run={run} />
          </>
        ) : problem ? (
          <ErrorState
            title="This run could not be loaded"
            message={problem.message}
            safety={problem.worthRetrying ? "The run goes on all the same. You can try again." : ""}
            requestId={problem.requestId}
            busy={isFetching}
            onRetry={() => void refetch()}
          />
        ) : (
          <div role="status" aria-label="Loading this run" className="flex flex-col gap-4 pt-1">
            <Skeleton className="h-5 w-64" />
            <Skeleton className="w-96 max-w-full" />
            <Skeleton className="w-full" />
          </div>
        )}
      </div>
    </div>
  );
}
