import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { typedToPurge } from "../../../../shared/purge-api";
import type { UserDetail } from "../../../../shared/users-api";
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

/** Who is to be forgotten, and what has to be typed. `kind` says what there is of them. */
export type Purged = { id: string; name: string; typed: string; kind: "account" | "contact" | "gone" };
type Props = { who: Purged; onClose: () => void };

/** Somebody who is at the desk: an account, or a contact alone. */
export const purgedOf = ({ row, user }: UserDetail): Purged => ({
  ...{ id: row.linkId, name: row.name || t("thisPerson"), typed: typedToPurge(row) },
  kind: user === null ? "contact" : "account",
});

/** Says twice what will be gone, and has it confirmed by hand. Mounted while it is open. */
export function PurgeDialog({ who, onClose }: Props) {
  const [isRead, setRead] = useState(false);
  const { name, kind } = who;
  return (
    <Dialog
      open
      toRead={!isRead}
      onOpenChange={(open) => !open && onClose()}
      title={purgeWords("title", { name })}
      description={isRead ? purgeWords("last", { name }) : purgeWords(warnings[kind])}
    >
      {isRead ? (
        <Confirm who={who} onClose={onClose} />
      ) : (
        <>
          <Facts kind={kind} />
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

const stays = { title: "stays", facts: ["staysCrm", "staysBackups"] } as const;
const ofAccount = [
  { title: "goes", facts: ["goesAccount", "goesContact", "goesWork", "goesWebhooks", "goesAudit"] },
  stays,
] as const;
const ofContact = [
  { title: "goes", facts: ["goesInvitations", "goesNames", "goesWebhooks", "goesAudit"] },
  stays,
] as const;

const ofGone = [
  { title: "goes", facts: ["goesNames", "goesWebhooks", "goesAudit"] },
  { title: "stays", facts: ["staysBackups"] },
] as const;
const warnings = { account: "warning", contact: "warningAlone", gone: "warningGone" } as const;
const facts = { account: ofAccount, contact: ofContact, gone: ofGone };

function Facts({ kind }: Pick<Purged, "kind">) {
  return (
    <div className="flex flex-col gap-3">
      {facts[kind].map(({ title, facts }) => (
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

function Confirm({ who, onClose }: Props) {
  const { id, name, typed: wanted } = who;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { add: toast } = useToast();
  const [typed, setTyped] = useState("");
  const purge = useMutation(
    trpc.users.purge.mutationOptions({
      onSuccess: async () => {
        toast({ title: purgeWords("begun", { name }) });
        onClose();
        await queryClient.invalidateQueries(trpc.users.pathFilter());
      },
    }),
  );
  const problem = purge.error ? describeError(purge.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!purge.isPending) purge.mutate({ id, typed });
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
