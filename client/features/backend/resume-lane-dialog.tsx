import { useMutation, useQueryClient } from "@tanstack/react-query";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { ReasonDialog } from "../../ui/reason-dialog";

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
      title="Let work go on"
      consequence="Everything that waited is sent, oldest first. If the backend still refuses the key, work pauses again and nothing is lost."
      hint="What was mended. Kept in the audit log."
      button="Let work go on"
      busy={resume.isPending}
      problem={resume.error ? describeError(resume.error) : null}
      onConfirm={(reason) => resume.mutate({ reason })}
      onClose={onClose}
    />
  );
}
