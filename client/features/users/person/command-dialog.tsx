import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { CommandName, UserLink } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { Field } from "../../../ui/field";
import { Notice } from "../../../ui/notice";
import { Textarea } from "../../../ui/textarea";
import { useToast } from "../../../ui/toast";

export type Asked = Exclude<CommandName, "resync">;

type Words = { title: string; consequence: string; button: string; needsReason: boolean };
const words: Record<Asked, (who: UserLink) => Words> = {
  softDelete: ({ name }) => ({
    title: `Soft-delete ${name}`,
    consequence:
      "The person can no longer sign in and their portal sessions end at once. The CRM contact stays as it is. You can restore the account.",
    button: "Soft-delete user",
    needsReason: true,
  }),
  restore: ({ name }) => ({
    title: `Restore ${name}`,
    consequence: "The person can sign in again. Sessions that were ended stay ended.",
    button: "Restore user",
    needsReason: false,
  }),
  resendWelcome: ({ name, email }) => ({
    title: `Re-send welcome to ${name}`,
    consequence: `The backend sends the welcome e-mail to ${email ?? "this person"} again.`,
    button: "Send 1 e-mail",
    needsReason: false,
  }),
};

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
  const { title, consequence, button, needsReason } = words[command](row);
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
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={consequence}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={needsReason ? "Reason" : "Reason (optional)"}
          hint="Kept in the person’s timeline."
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
          <Notice tone="bad">{problem.message} Nothing was changed. You can try again.</Notice>
        ) : null}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant={command === "softDelete" ? "danger" : "primary"}
            busy={run.isPending}
            disabled={needsReason && reason.trim().length < 3}
          >
            {button}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Says that somebody was soft-deleted, with the way back at hand, also when the drawer is closed by then. */
function useTellDeleted() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { add: toast } = useToast();
  const restore = async ({ linkId, name }: UserLink) => {
    try {
      await client.users.restore.mutate({ id: linkId });
      toast({ title: `${name} is restored` });
    } catch (error) {
      toast({ title: `${name} was not restored`, description: describeError(error).message });
    }
    await queryClient.invalidateQueries(trpc.users.pathFilter());
  };
  return (row: UserLink) =>
    toast({
      title: `${row.name} is soft-deleted`,
      description: "The account can be restored.",
      undo: { label: "Restore", run: () => void restore(row) },
    });
}
