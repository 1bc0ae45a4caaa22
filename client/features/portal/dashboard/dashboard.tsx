import type { Member } from "../../../../shared/portal-api";
import { Link } from "../../../ui/link";
import { OwnBookings } from "../bookings/own-bookings";
import { UpcomingEvents } from "../events/upcoming-events";
import { AddressPanel } from "../address/address-panel";
import { linkLook } from "../link-look";
import { PageHeading } from "../page-heading";
import { portalPaths } from "../paths";
import { MemberIds } from "./member-ids";
import { SignOut } from "./sign-out";
import { SyncPanel } from "./sync-panel";
import { t } from "./words";

type Props = {
  member: Member;
  /** The last look failed, so this may be old. */
  stale: boolean;
};

export function Dashboard({ member, stale }: Props) {
  const name = `${member.firstName} ${member.lastName}`.trim();
  return (
    <>
      <PageHeading title={name ? t("hello", { name }) : t("helloNobody")}>
        <p className="text-fg-2 wrap-anywhere">{t("signedInAs", { email: member.email })}</p>
      </PageHeading>
      <div className="flex flex-col gap-10">
        <div className="flex flex-col gap-5">
          <SyncPanel sync={member.sync} stale={stale} />
          <AddressPanel member={member} />
        </div>
        <OwnBookings proven={member.address.proven} />
        <UpcomingEvents />
        <MemberIds sync={member.sync} />
        <nav aria-label={t("title")} className="flex flex-col items-start gap-3">
          <Link to={portalPaths.profile} className={linkLook}>
            {t("profile")}
          </Link>
          <Link to={portalPaths.account} className={linkLook}>
            {t("passwordAndDevices")}
          </Link>
        </nav>
        <SignOut />
      </div>
    </>
  );
}
