import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { CommandName } from "../../../../shared/person-actions";
import type { UserLink } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { Field } from "../../../ui/field";
import { Notice } from "../../../ui/notice";
import { Textarea } from "../../../ui/textarea";
import { useToast } from "../../../ui/toast";
import { dialogWords, t } from "./words";

export type Asked = Exclude<CommandName, "resync">;

type Props = {
  command: Asked;
  row: UserLink;
  onClose: () => void;
  onAccepted: (command: CommandName, jobId: string | null) => void;
};

/** Says what a command will do and asks why. Mounted while it is open. */
export function CommandDialog({ command, row, onClose, onAccepted }: Props) {
  const client = useTRPCClient();
  const [reason, setReason] = useState("");
  const needsReason = command === "softDelete";
  const run = useMutation({
    mutationFn: () => {
      const text = reason.trim();
      if (command === "softDelete") return client.users.softDelete.mutate({ id: row.linkId, reason: text });
      return client.users[command].mutate({ id: row.linkId, ...(text ? { reason: text } : {}) });
    },
    onSuccess: ({ jobId }) => {
      onAccepted(command, jobId);
      if (command === "softDelete") tellDeleted(row);
      onClose();
    },
  });
  const tellDeleted = useTellDeleted();
  const problem = run.error ? describeError(run.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={dialogWords(`${command}.title`, { name: row.name })}
      description={consequenceOf(command, row)}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={t(needsReason ? "reason" : "reasonOptional")}
          marked={needsReason}
          hint={t("keptInTimeline")}
          error={problem?.field === "reason" ? problem.message : null}
        >
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              required={needsReason}
              minLength={needsReason ? 3 : undefined}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {problem && problem.field !== "reason" ? (
          <Notice tone="bad">
            {problem.message} {t("nothingChanged")}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant={command === "softDelete" ? "danger" : "primary"}
            busy={run.isPending}
            disabled={needsReason && reason.trim().length < 3}
          >
            {dialogWords(`${command}.button`)}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What the command will do, and what it will not. */
const consequenceOf = (command: Asked, { email }: UserLink): string =>
  command === "resendWelcome"
    ? dialogWords("sendsTo", { email: email ?? t("thisPerson") })
    : dialogWords(`${command}.consequence`);

/** Says that somebody was soft-deleted, with the way back at hand, also when the drawer is closed by then. */
function useTellDeleted() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { add: toast } = useToast();
  const restore = async ({ linkId, name }: UserLink) => {
    try {
      await client.users.restore.mutate({ id: linkId });
      toast({ title: t("isRestored", { name }) });
    } catch (error) {
      toast({ title: t("notRestored", { name }), description: describeError(error).message });
    }
    await queryClient.invalidateQueries(trpc.users.pathFilter());
  };
  return (row: UserLink) =>
    toast({
      title: t("isDeleted", { name: row.name }),
      description: t("canBeRestored"),
      undo: { label: t("restore"), run: () => void restore(row) },
    });
}
