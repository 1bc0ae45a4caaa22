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

/** For a contact without an account: makes the link by which they register onto this contact. */
export function Invite({ detail }: { detail: UserDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refusal = useRefusal("users.invite", "invite");
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
    <section aria-label="Invitation" className="flex flex-col gap-2">
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
              {isOpen ? "Make a new link" : "Invite"}
            </Button>
          ) : null
        }
      >
        {invitation ? <InvitationWords invitation={invitation} /> : "Nobody has invited this person yet."}
      </Notice>
      {asking ? (
        <ReasonDialog
          title={`Invite ${row.name || "this person"}`}
          consequence={inviteWords(isOpen)}
          button={isOpen ? "Make a new link" : "Make the link"}
          busy={invite.isPending}
          hint="Kept in the audit."
          problem={invite.error ? describeError(invite.error) : null}
          onConfirm={(reason) => invite.mutate({ id: row.linkId, reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {invite.data ? <InvitationLinkDialog invited={invite.data} row={row} onClose={invite.reset} /> : null}
    </section>
  );
}

const inviteWords = (replaces: boolean) =>
  `Tandem makes a link to the registration, filled in with what the CRM knows. You send it; Tandem sends no e-mail.${
    replaces ? " The link made before stops working." : ""
  }`;

function InvitationWords({ invitation }: { invitation: InvitationView }) {
  const { state, createdBy, createdAt, expiresAt, usedAt } = invitation;
  return (
    <>
      Invited by {createdBy}, <RelativeTime at={createdAt} />.{" "}
      {state === "open" ? `The link works until ${formatDay(expiresAt)}.` : null}
      {state === "expired" ? `The link stopped working on ${formatDay(expiresAt)}.` : null}
      {state === "used" && usedAt !== null ? (
        <>
          They registered with it <RelativeTime at={usedAt} />.
        </>
      ) : null}
    </>
  );
}
