import { Navigate } from "react-router";
import { Link } from "../../ui/link";
import { buttonLook } from "../../ui/button-look";
import { Skeleton } from "../../ui/skeleton";
import { useMember } from "./dashboard/use-member";
import { ORGANIZATION } from "./organization";
import { PageHeading } from "./page-heading";
import { portalPaths } from "./paths";

/** The door: members go on to their dashboard, everybody else chooses. */
export function PortalHome() {
  const { data: member, isPending } = useMember();
  if (member) return <Navigate to={portalPaths.dashboard} replace />;
  return (
    <>
      <PageHeading title={`Welcome to ${ORGANIZATION}`}>
        <p className="text-fg-2">Register once, or sign in to your account.</p>
      </PageHeading>
      {isPending ? <Skeleton className="h-11" /> : <Choice />}
    </>
  );
}

function Choice() {
  return (
    <nav aria-label="Your account" className="flex flex-col gap-3">
      <Link to={portalPaths.register} className={buttonLook("primary", "lg")}>
        Register
      </Link>
      <Link to={portalPaths.signIn} className={buttonLook("secondary", "lg")}>
        Sign in
      </Link>
    </nav>
  );
}
