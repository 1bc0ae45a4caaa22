import { Navigate } from "react-router";
import { describeError } from "../../../lib/api-error";
import { Link } from "../../../ui/link";
import { useMember } from "../dashboard/use-member";
import { linkLook } from "../link-look";
import { PageHeading } from "../page-heading";
import { portalPaths, signInBecause } from "../paths";
import { ChangePassword } from "./change-password";
import { OwnDevices } from "./own-devices";
import { t } from "./words";

/** What a member does about the safety of their account. */
export function AccountPage() {
  const { data: member, error } = useMember();
  if (error && describeError(error).unauthenticated) {
    return <Navigate to={signInBecause(member ? "ended" : "required")} replace />;
  }
  return (
    <>
      <PageHeading title={t("title")}>
        <p>
          <Link to={portalPaths.dashboard} className={linkLook}>
            {t("toAccount")}
          </Link>
        </p>
      </PageHeading>
      <div className="flex flex-col gap-10">
        <ChangePassword email={member?.email ?? ""} />
        <OwnDevices />
      </div>
    </>
  );
}
