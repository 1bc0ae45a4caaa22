import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { InvitationView, UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { formatDay } from "../../../lib/format";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { RelativeTime } from "../../../ui/relative-time";
import { InvitationLinkDialog } from "./invitation-link-dialog";
import { inviteWords, t } from "./words";

/** What became of the invitation of a contact without an account; nothing while nobody has invited them. */
export function Invite({ detail, refusal }: { detail: UserDetail; refusal: string | null }) {
  const [asking, setAsking] = useState(false);
  const { repairs, invitation } = detail;
  if (!invitation) return null;
  const isOpen = invitation.state === "open";
  return (
    <section aria-label={inviteWords("invitation")} className="flex flex-col gap-2">
      <Notice
        tone={isOpen ? "wait" : "off"}
        actions={
          repairs.invite.allowed && isOpen ? (
            <Button size="sm" disabledReason={refusal} onClick={() => setAsking(true)}>
              {inviteWords("makeNew")}
            </Button>
          ) : null
        }
      >
        <InvitationWords invitation={invitation} />
      </Notice>
      {asking ? <InviteDialog detail={detail} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

/** Makes the link by which they register onto this contact, and shows it. Mounted while it is open. */
export function InviteDialog({ detail, onClose }: { detail: UserDetail; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { row, invitation } = detail;
  const replaces = invitation?.state === "open";
  const invite = useMutation(
    trpc.users.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.users.get.pathFilter()),
    }),
  );
  if (invite.data) return <InvitationLinkDialog invited={invite.data} row={row} onClose={onClose} />;
  return (
    <ReasonDialog
      title={inviteWords("inviteWho", { name: row.name || t("thisPerson") })}
      consequence={consequenceOf(replaces)}
      button={inviteWords(replaces ? "makeNew" : "makeLink")}
      busy={invite.isPending}
      hint={inviteWords("keptInAudit")}
      problem={invite.error ? describeError(invite.error) : null}
      onConfirm={(reason) => invite.mutate({ id: row.linkId, reason })}
      onClose={onClose}
    />
  );
}

const consequenceOf = (replaces: boolean) =>
  replaces ? `${inviteWords("consequence")} ${inviteWords("replaces")}` : inviteWords("consequence");

function InvitationWords({ invitation }: { invitation: InvitationView }) {
  const { state, createdBy, createdAt, expiresAt, usedAt } = invitation;
  return (
    <>
      {inviteWords.rich("invitedBy", { who: createdBy, when: () => <RelativeTime at={createdAt} /> })}{" "}
      {state === "open" ? inviteWords("worksUntil", { day: formatDay(expiresAt) }) : null}
      {state === "expired" ? inviteWords("stoppedOn", { day: formatDay(expiresAt) }) : null}
      {state === "used" && usedAt !== null
        ? inviteWords.rich("registered", { when: () => <RelativeTime at={usedAt} /> })
        : null}
    </>
  );
}
