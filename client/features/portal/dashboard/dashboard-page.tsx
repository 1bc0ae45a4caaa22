import { Navigate } from "react-router";
import { describeError } from "../../../lib/api-error";
import { Skeleton } from "../../../ui/skeleton";
import { PageHeading } from "../page-heading";
import { signInBecause } from "../paths";
import { AccountNotLoaded } from "./account-not-loaded";
import { Dashboard } from "./dashboard";
import { useMember } from "./use-member";
import { t } from "./words";

export function DashboardPage() {
  const { data: member, error, isFetching, refetch } = useMember();
  if (error && describeError(error).unauthenticated) {
    return <Navigate to={signInBecause(member ? "ended" : "required")} replace />;
  }
  if (member) return <Dashboard member={member} stale={error !== null} />;
  if (error) {
    return (
      <>
        <PageHeading title={t("title")} />
        <AccountNotLoaded error={error} busy={isFetching} onRetry={() => void refetch()} />
      </>
    );
  }
  return <Loading />;
}

function Loading() {
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-4 pt-2">
      <title>{t("title")}</title>
      <Skeleton className="h-8 w-3/5" />
      <Skeleton className="h-4 w-2/5" />
      <Skeleton className="mt-6 h-28" />
    </div>
  );
}
