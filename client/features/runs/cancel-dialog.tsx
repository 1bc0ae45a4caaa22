import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { RunView } from "../../../shared/runs-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { t } from "./words";

/** Asks before a run is ended for good. Mount it while it is open. */
export function CancelDialog({ run, onClose }: { run: RunView; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onSuccess: async (cancelled) => {
        queryClient.setQueryData(trpc.runs.get.queryKey({ runId: run.runId }), cancelled);
        onClose();
        await queryClient.invalidateQueries(trpc.runs.pathFilter());
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("cancelThis")}
      description={t("cancelDescription")}
    >
      {cancel.error ? (
        <Notice tone="bad">
          {describeError(cancel.error).message} {t("cancelFailed")}
        </Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>{t("keep")}</Button>
        <Button variant="danger" busy={cancel.isPending} onClick={() => cancel.mutate({ runId: run.runId })}>
          {t("cancelRun")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
