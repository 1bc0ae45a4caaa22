import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../lib/trpc";
import { QueryFailed } from "../../ui/query-failed";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { Skeleton } from "../../ui/skeleton";
import { useRefusal } from "../users/use-permission";
import { BackendNow } from "./backend-now";
import { SettingsHeader } from "./settings-header";
import { SettingsForm } from "./settings-form";
import { t } from "./words";

/** What an admin can change while Tandem runs, and how the backend is doing under it. */
export function SettingsPage() {
  const trpc = useTRPC();
  const refusal = useRefusal("settings.write", t("mayChange"));
  const settings = useQuery(trpc.settings.get.queryOptions(undefined, { refetchInterval: 5_000 }));
  const view = settings.data;
  return (
    <>
      <SettingsHeader />
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-3xl flex-col gap-6 px-4 py-4 sm:px-5">
          {refusal ? (
            <Notice tone="off">
              {refusal} {t("shownHolds")}
            </Notice>
          ) : null}
          <BackendNow refusal={refusal} />
          {view ? (
            <>
              <SettingsForm view={view} readOnly={refusal !== null} />
              <p className="text-sm text-fg-3">
                {view.changedAt === null || view.changedBy === null ? (
                  t("neverChanged")
                ) : (
                  <LastChange by={view.changedBy} at={view.changedAt} />
                )}
              </p>
            </>
          ) : settings.error ? (
            <QueryFailed query={settings} title={t("notLoaded")} safety={t("notLoadedSafety")} />
          ) : (
            <Loading />
          )}
        </div>
      </div>
    </>
  );
}

const LastChange = ({ by, at }: { by: string; at: number }) =>
  t.rich("lastChanged", { who: by, when: () => <RelativeTime at={at} /> });

function Loading() {
  return (
    <div
      role="status"
      aria-label={t("loading")}
      className="flex flex-col gap-5 rounded-panel border border-line p-4"
    >
      {["a", "b", "c", "d"].map((key) => (
        <div key={key} className="flex justify-between gap-6">
          <Skeleton className="w-64" />
          <Skeleton className="h-8 w-36" />
        </div>
      ))}
    </div>
  );
}
