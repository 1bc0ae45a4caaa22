import { ScreenHeader } from "../../ui/screen-header";
import { describeError } from "../../lib/api-error";
import { ErrorState } from "../../ui/error-state";
import { Skeleton } from "../../ui/skeleton";
import { ImportForm } from "./import-form";
import { ImportReport } from "./import-report";
import { useImport } from "./use-import";

/** Two exports in, one joined table out. */
export function ImportPage() {
  const { progress, start, sent } = useImport();
  const problem = progress.error && !progress.data ? describeError(progress.error) : null;
  return (
    <>
      <ScreenHeader title="Import" />
      <div className="scroll-y min-h-0 flex-1">
        <div className="flex max-w-3xl flex-col gap-6 px-4 py-5">
          {progress.data ? (
            <>
              <ImportForm progress={progress.data} start={start} sent={sent} />
              <ImportReport progress={progress.data} />
            </>
          ) : problem ? (
            <ErrorState
              title="The import could not be looked up"
              message={problem.message}
              safety="Nothing was changed. You can try again."
              requestId={problem.requestId}
              onRetry={() => void progress.refetch()}
            />
          ) : (
            <div role="status" aria-label="Loading the import" className="grid gap-4 sm:grid-cols-2">
              <Skeleton className="h-32" />
              <Skeleton className="h-32" />
            </div>
          )}
        </div>
      </div>
    </>
  );
}
