import { useMutation } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useState } from "react";
import type { UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { useRefusal } from "../use-permission";
import { t } from "./words";

type Props = { detail: UserDetail; onAccepted: (jobId: string | null) => void };

/** Archives the CRM contact where it is in the way; elsewhere there is no such button. */
export function ArchiveContact({ detail, onAccepted }: Props) {
  const trpc = useTRPC();
  const refusal = useRefusal("users.archiveContact", t("mayArchive"));
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
        {t("archiveContact")}
      </Button>
      {asking ? (
        <ReasonDialog
          title={t("archiveTitle", { name: detail.row.name || t("thisPerson") })}
          consequence={t("archiveConsequence")}
          button={t("archiveContact")}
          danger
          busy={archive.isPending}
          hint={t("keptInTimeline")}
          problem={archive.error ? describeError(archive.error) : null}
          onConfirm={(reason) => archive.mutate({ id: detail.row.linkId, reason })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
