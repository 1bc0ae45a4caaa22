import { useMutation } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useState } from "react";
import type { UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { useRefusal } from "../use-permission";

type Props = { detail: UserDetail; onAccepted: (jobId: string | null) => void };

/** Archives the CRM contact where it is in the way; elsewhere there is no such button. */
export function ArchiveContact({ detail, onAccepted }: Props) {
  const trpc = useTRPC();
  const refusal = useRefusal("users.archiveContact", "archive contacts");
  const [asking, setAsking] = useState(false);
  const archive = useMutation(
    trpc.users.archiveContact.mutationOptions({
      onSuccess: ({ jobId }) => {
        setAsking(false);
        onAccepted(jobId);
      },
    }),
  );
  if (!detail.repairs.archiveContact.allowed) return null;
  return (
    <>
      <Button
        size="sm"
        icon={<Archive aria-hidden className="size-3.5" />}
        disabledReason={refusal}
        onClick={() => setAsking(true)}
      >
        Archive contact
      </Button>
      {asking ? (
        <ReasonDialog
          title={`Archive the CRM contact of ${detail.row.name || "this person"}`}
          consequence="The contact is archived in the CRM, not removed. The account stays as it is."
          button="Archive contact"
          danger
          busy={archive.isPending}
          hint="Kept in the person’s timeline."
          problem={archive.error ? describeError(archive.error) : null}
          onConfirm={(reason) => archive.mutate({ id: detail.row.linkId, reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
