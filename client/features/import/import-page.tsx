import { ScreenHeader } from "../../ui/screen-header";
import { QueryFailed } from "../../ui/query-failed";
import { Skeleton } from "../../ui/skeleton";
import { ImportForm } from "./import-form";
import { ImportReport } from "./import-report";
import { useImport } from "./use-import";
import { t } from "./words";

/** Two exports in, one joined table out. */
export function ImportPage() {
  const { progress, start, sent } = useImport();
  return (
    <>
      <ScreenHeader title={t("import")} />
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-3xl flex-col gap-6 px-4 py-5">
          {progress.data ? (
            <>
              <ImportForm progress={progress.data} start={start} sent={sent} />
              <ImportReport progress={progress.data} />
            </>
          ) : progress.error ? (
            <QueryFailed query={progress} title={t("notLoaded")} safety={t("safe")} />
          ) : (
            <div role="status" aria-label={t("loading")} className="grid gap-4 sm:grid-cols-2">
              <Skeleton className="h-32" />
              <Skeleton className="h-32" />
            </div>
          )}
        </div>
      </div>
    </>
  );
}
