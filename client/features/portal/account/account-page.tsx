import { Link } from "../../../ui/link";
import { linkLook } from "../link-look";
import { MemberPage } from "../member-page";
import { portalPaths } from "../paths";
import { ChangePassword } from "./change-password";
import { OwnDevices } from "./own-devices";
import { t } from "./words";

/** What a member does about the safety of their account. */
export function AccountPage() {
  return (
    <MemberPage title={t("title")}>
      {(member) => (
        <div className="flex flex-col gap-10">
          <ChangePassword email={member?.email ?? ""} />
          <OwnDevices />
          <section aria-labelledby="leave" className="flex flex-col items-start gap-2">
            <h2 id="leave" className="text-xl font-semibold">
              {t("leave")}
            </h2>
            <p className="text-fg-2">{t("leaveWhat")}</p>
            <Link to={portalPaths.leave} className={linkLook}>
              {t("toLeave")}
            </Link>
          </section>
        </div>
      )}
    </MemberPage>
  );
}
