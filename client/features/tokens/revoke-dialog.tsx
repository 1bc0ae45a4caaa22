import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ApiToken } from "../../../shared/api-tokens-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { useMe } from "../users/use-permission";
import { t } from "./words";

/** Asks before a token ends for good. */
export function RevokeDialog({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const me = useMe();
  const onSuccess = async () => {
    await queryClient.invalidateQueries(trpc.apiTokens.pathFilter());
    onClose();
  };
  const own = useMutation(trpc.apiTokens.revoke.mutationOptions({ onSuccess }));
  const any = useMutation(trpc.apiTokens.revokeAny.mutationOptions({ onSuccess }));
  const { tokenId, name, operatorId } = token;
  const revoke = me?.operatorId === operatorId ? own : any;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("revokeTitle", { name })}
      description={t("revokeWhat")}
    >
      {revoke.error ? (
        <Notice tone="bad" live>
          {describeError(revoke.error).message}
        </Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button variant="danger" busy={revoke.isPending} onClick={() => revoke.mutate({ tokenId })}>
          {t("revoke")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
