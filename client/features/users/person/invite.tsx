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
import { useRefusal } from "../use-permission";
import { InvitationLinkDialog } from "./invitation-link-dialog";
import { inviteWords, t } from "./words";

/** For a contact without an account: makes the link by which they register onto this contact. */
export function Invite({ detail }: { detail: UserDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refusal = useRefusal("users.invite", inviteWords("mayInvite"));
  const [asking, setAsking] = useState(false);
  const { row, repairs, invitation } = detail;
  const invite = useMutation(
    trpc.users.invite.mutationOptions({
      onSuccess: async () => {
        setAsking(false);
        await queryClient.invalidateQueries(trpc.users.get.pathFilter());
      },
    }),
  );
  if (!repairs.invite.allowed && !invitation) return null;
  const isOpen = invitation?.state === "open";
  return (
    <section aria-label={inviteWords("invitation")} className="flex flex-col gap-2">
      <Notice
        tone={isOpen ? "wait" : "off"}
        actions={
          repairs.invite.allowed ? (
            <Button
              size="sm"
              variant={isOpen ? "secondary" : "primary"}
              disabledReason={refusal}
              onClick={() => setAsking(true)}
            >
              {inviteWords(isOpen ? "makeNew" : "invite")}
            </Button>
          ) : null
        }
      >
        {invitation ? <InvitationWords invitation={invitation} /> : inviteWords("nobodyYet")}
      </Notice>
      {asking ? (
        <ReasonDialog
          title={inviteWords("inviteWho", { name: row.name || t("thisPerson") })}
          consequence={consequenceOf(isOpen)}
          button={inviteWords(isOpen ? "makeNew" : "makeLink")}
          busy={invite.isPending}
          hint={inviteWords("keptInAudit")}
          problem={invite.error ? describeError(invite.error) : null}
          onConfirm={(reason) => invite.mutate({ id: row.linkId, reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {invite.data ? <InvitationLinkDialog invited={invite.data} row={row} onClose={invite.reset} /> : null}
    </section>
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
