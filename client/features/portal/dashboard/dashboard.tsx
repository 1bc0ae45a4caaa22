import type { Member } from "../../../../shared/portal-api";
import { PageHeading } from "../page-heading";
import { MemberIds } from "./member-ids";
import { SignOut } from "./sign-out";
import { SyncPanel } from "./sync-panel";

type Props = {
  member: Member;
  /** The last look failed, so this may be old. */
  stale: boolean;
};

export function Dashboard({ member, stale }: Props) {
  const name = `${member.firstName} ${member.lastName}`.trim();
  return (
    <>
      <PageHeading title={name ? `Hello, ${name}` : "Hello"}>
        <p className="text-fg-2 wrap-anywhere">Signed in as {member.email}</p>
      </PageHeading>
      <div className="flex flex-col gap-10">
        <SyncPanel sync={member.sync} stale={stale} />
        <MemberIds sync={member.sync} />
        <SignOut />
      </div>
    </>
  );
}
