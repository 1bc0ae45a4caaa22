import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { typedToPurge } from "../../../../shared/purge-api";
import type { UserLink } from "../../../../shared/users-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Dialog, DialogActions } from "../../../ui/dialog";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import { Notice } from "../../../ui/notice";
import { useToast } from "../../../ui/toast";
import { purgeWords } from "./purge-words";
import { t } from "./words";

type Props = { row: UserLink; onClose: () => void };

/** Says twice what will be gone, and has it confirmed by hand. Mounted while it is open. */
export function PurgeDialog({ row, onClose }: Props) {
  const [isRead, setRead] = useState(false);
  const name = row.name || t("thisPerson");
  return (
    <Dialog
      open
      toRead={!isRead}
      onOpenChange={(open) => !open && onClose()}
      title={purgeWords("title", { name })}
      description={isRead ? purgeWords("last", { name }) : purgeWords("warning")}
    >
      {isRead ? (
        <Confirm row={row} onClose={onClose} />
      ) : (
        <>
          <Facts />
          <DialogActions>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button variant="danger" onClick={() => setRead(true)}>
              {purgeWords("goOn")}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

const lists = [
  { title: "goes", facts: ["goesAccount", "goesContact", "goesWork", "goesWebhooks", "goesAudit"] },
  { title: "stays", facts: ["staysCrm", "staysBackups"] },
] as const;

function Facts() {
  return (
    <div className="flex flex-col gap-3">
      {lists.map(({ title, facts }) => (
        <section key={title}>
          <h3 className="font-semibold">{purgeWords(title)}</h3>
          <ul className="list-disc pl-5 text-fg-2">
            {facts.map((fact) => (
              <li key={fact}>{purgeWords(fact)}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Confirm({ row, onClose }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { add: toast } = useToast();
  const [typed, setTyped] = useState("");
  const wanted = typedToPurge(row);
  const purge = useMutation(
    trpc.users.purge.mutationOptions({
      onSuccess: async () => {
        toast({ title: purgeWords("begun", { name: row.name || t("thisPerson") }) });
        onClose();
        await queryClient.invalidateQueries(trpc.users.pathFilter());
      },
    }),
  );
  const problem = purge.error ? describeError(purge.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!purge.isPending) purge.mutate({ id: row.linkId, typed });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={purgeWords("typed", { text: wanted })}
        marked
        error={problem?.field === "typed" ? problem.message : null}
      >
        {(control) => (
          <Input
            {...control}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {problem && problem.field !== "typed" ? (
        <Notice tone="bad">
          {problem.message} {t("nothingWasChanged")}
        </Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button
          type="submit"
          variant="danger"
          busy={purge.isPending}
          disabled={typed.trim().toLowerCase() !== wanted.trim().toLowerCase()}
        >
          {purgeWords("purge")}
        </Button>
      </DialogActions>
    </form>
  );
}
