import { Navigate } from "react-router";
import { Link } from "../../ui/link";
import { buttonLook } from "../../ui/button-look";
import { Skeleton } from "../../ui/skeleton";
import { useMember } from "./dashboard/use-member";
import { linkLook } from "./link-look";
import { useOrganization } from "./organization";
import { PageHeading } from "./page-heading";
import { portalPaths } from "./paths";
import { t } from "./words";

/** The door: members go on to their dashboard, everybody else chooses. */
export function PortalHome() {
  const { data: member, isPending } = useMember();
  const { name } = useOrganization();
  if (member) return <Navigate to={portalPaths.dashboard} replace />;
  return (
    <>
      <PageHeading title={t("welcome", { organization: name })}>
        <p className="text-fg-2">{t("chooseDoor")}</p>
      </PageHeading>
      {isPending ? <Skeleton className="h-11" /> : <Choice />}
      <p className="mt-8">
        <Link to={portalPaths.events} className={linkLook}>
          {t("seeEvents")}
        </Link>
      </p>
    </>
  );
}

function Choice() {
  return (
    <nav aria-label={t("yourAccount")} className="flex flex-col gap-3">
      <Link to={portalPaths.register} className={buttonLook("primary", "lg")}>
        {t("register")}
      </Link>
      <Link to={portalPaths.signIn} className={buttonLook("secondary", "lg")}>
        {t("signIn")}
      </Link>
    </nav>
  );
}
