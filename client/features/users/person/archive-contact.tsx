import { useMutation } from "@tanstack/react-query";
import type { UserDetail } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { t } from "./words";

type Props = { detail: UserDetail; onClose: () => void; onAccepted: (jobId: string | null) => void };

/** Archives the CRM contact where it is in the way. Mounted while it is open. */
export function ArchiveContactDialog({ detail, onClose, onAccepted }: Props) {
  const trpc = useTRPC();
  const archive = useMutation(
    trpc.users.archiveContact.mutationOptions({
      onSuccess: ({ jobId }) => {
        onClose();
        onAccepted(jobId);
      },
    }),
  );
  return (
    <ReasonDialog
      title={t("archiveTitle", { name: detail.row.name || t("thisPerson") })}
      consequence={t("archiveConsequence")}
      button={t("archiveContact")}
      danger
      busy={archive.isPending}
      hint={t("keptInTimeline")}
      problem={archive.error ? describeError(archive.error) : null}
      onConfirm={(reason) => archive.mutate({ id: detail.row.linkId, reason })}
      onClose={onClose}
    />
  );
}
