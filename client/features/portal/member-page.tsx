import type { ReactNode } from "react";
import { Navigate } from "react-router";
import type { Member } from "../../../shared/portal-api";
import { describeError } from "../../lib/api-error";
import { Link } from "../../ui/link";
import { AccountNotLoaded } from "./dashboard/account-not-loaded";
import { useMember } from "./dashboard/use-member";
import { linkLook } from "./link-look";
import { PageHeading } from "./page-heading";
import { portalPaths, signInBecause } from "./paths";
import { t } from "./words";

/** A page about the member's own account, with the way back to it. Who is signed out is asked to sign in. */
export function MemberPage({
  title,
  children,
}: {
  title: string;
  /** `undefined` until it is known who they are. */
  children: (member: Member | undefined) => ReactNode;
}) {
  const { data: member, error, isFetching, refetch } = useMember();
  if (error && describeError(error).unauthenticated) {
    return <Navigate to={signInBecause(member ? "ended" : "required")} replace />;
  }
  return (
    <>
      <PageHeading title={title}>
        <p>
          <Link to={portalPaths.dashboard} className={linkLook}>
            {t("toAccount")}
          </Link>
        </p>
      </PageHeading>
      {error && !member ? (
        <AccountNotLoaded error={error} busy={isFetching} onRetry={() => void refetch()} />
      ) : (
        children(member)
      )}
    </>
  );
}
