import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { UNPROVEN_PHRASE } from "../../../../shared/replays-api";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { causeWord } from "../outcomes";
import { useReplayed } from "./use-replayed";
import { t } from "./words";

type Props = { webhook: WebhookDetail; onClose: () => void };

/** Lets in what nobody has proved to come from the backend, after it was typed out. Mount it while it is open. */
export function ReplayUnprovenDialog({ webhook: { attemptId, cause }, onClose }: Props) {
  const trpc = useTRPC();
  const replayed = useReplayed();
  const [typed, setTyped] = useState("");
  const replay = useMutation(
    trpc.webhooks.replayRejected.mutationOptions({
      onSuccess: (result) => {
        onClose();
        return replayed(result);
      },
    }),
  );
  const problem = replay.error ? describeError(replay.error) : null;
  return (
    <ReasonDialog
      title={t("unprovenTitle")}
      consequence={t("unprovenConsequence", { cause: cause ? causeWord(cause) : t("notGenuine") })}
      button={t("replayUnproven")}
      danger
      hint={t("kept")}
      busy={replay.isPending}
      problem={problem?.field === "typed" ? null : problem}
      incomplete={typed.trim() !== UNPROVEN_PHRASE}
      onConfirm={(reason) => replay.mutate({ attemptId, reason, typed: typed.trim() })}
      onClose={onClose}
    >
      <Field
        label={t("typePhrase", { phrase: UNPROVEN_PHRASE })}
        marked
        error={problem?.field === "typed" ? problem.message : null}
      >
        {(control) => (
          <Input
            {...control}
            value={typed}
            required
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
