import { useMutation, useQueryClient } from "@tanstack/react-query";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { ReasonDialog } from "../../ui/reason-dialog";
import { t } from "./words";

/** Lets paused work for the backend go on. Mount it while it is open. */
export function ResumeLaneDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const resume = useMutation(
    trpc.settings.resumeLane.mutationOptions({
      onSuccess: async () => {
        await Promise.all([
          queryClient.invalidateQueries(trpc.health.pathFilter()),
          queryClient.invalidateQueries(trpc.settings.lane.pathFilter()),
        ]);
        onClose();
      },
    }),
  );
  return (
    <ReasonDialog
      title={t("letGoOn")}
      consequence={t("letGoOnConsequence")}
      hint={t("whatMended")}
      button={t("letGoOn")}
      busy={resume.isPending}
      problem={resume.error ? describeError(resume.error) : null}
      onConfirm={(reason) => resume.mutate({ reason })}
      onClose={onClose}
    />
  );
}
