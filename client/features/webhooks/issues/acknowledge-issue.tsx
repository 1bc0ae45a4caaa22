import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import type { WebhookIssue } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { Field } from "../../../ui/field";
import { Notice } from "../../../ui/notice";
import { Textarea } from "../../../ui/textarea";
import { useMayNotAcknowledge } from "../replay/may-not";
import { t } from "../words";

/** Says that somebody looks after an issue. The next failure of its kind takes that back. */
export function AcknowledgeIssue({ issue }: { issue: WebhookIssue }) {
  const [asking, setAsking] = useState(false);
  const mayNot = useMayNotAcknowledge();
  if (mayNot || issue.acknowledged || issue.open === 0) return null;
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {t("acknowledge")}
      </Button>
      {asking ? <AcknowledgeDialog issue={issue} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function AcknowledgeDialog({ issue: { issueId }, onClose }: { issue: WebhookIssue; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const acknowledge = useMutation(
    trpc.webhooks.acknowledge.mutationOptions({
      onSuccess: () => {
        onClose();
        return queryClient.invalidateQueries(trpc.webhooks.issues.pathFilter());
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    acknowledge.mutate({ issueId, note: note.trim() });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("acknowledgeTitle")}
      description={t("acknowledgeDescription")}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("note")}>
          {(control) => (
            <Textarea
              {...control}
              value={note}
              maxLength={500}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {acknowledge.error ? (
          <Notice tone="bad">
            {describeError(acknowledge.error).message} {t("nothingChanged")}
          </Notice>
        ) : null}
        <DialogActions>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary" busy={acknowledge.isPending}>
            {t("acknowledgeIssue")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
