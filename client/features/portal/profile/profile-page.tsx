import type { Member } from "../../../../shared/portal-api";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { AddressPanel } from "../address/address-panel";
import { ChangeAddress } from "../address/change-address";
import { useLastError } from "../last-error";
import { MemberPage } from "../member-page";
import { NotLoaded } from "../not-loaded";
import { ProfileForm } from "./profile-form";
import { useProfile } from "./use-profile";
import { t } from "./words";

/** Who the member is, as they say it and change it. */
export function ProfilePage() {
  return (
    <MemberPage title={t("title")}>{(member) => (member ? <Of member={member} /> : <Loading />)}</MemberPage>
  );
}

function Of({ member }: { member: Member }) {
  if (member.address.proven) {
    return (
      <div className="flex flex-col gap-14">
        <OwnProfile />
        <ChangeAddress member={member} />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <Notice tone="off">{t("confirmFirst")}</Notice>
      <AddressPanel member={member} />
    </div>
  );
}

function OwnProfile() {
  const asked = useProfile();
  const { data, isFetching, refetch } = asked;
  const error = useLastError(asked);
  if (data) {
    return (
      <div>
        <ProfileForm {...data} />
      </div>
    );
  }
  if (!error) return <Loading />;
  return <NotLoaded text={t("notLoaded")} busy={isFetching} onRetry={() => void refetch()} />;
}

const Loading = () => (
  <div role="status" aria-label={t("loading")} className="flex flex-col gap-5">
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
    <Skeleton className="h-11" />
  </div>
);
