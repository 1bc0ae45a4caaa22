import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { WebhookIssue } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { typedCountOf } from "../../../lib/typed-count";
import { Button } from "../../../ui/button";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { TypedCount } from "../../../ui/typed-count";
import { useMayNotReplayMany } from "../replay/may-not";
import { t } from "../words";

/** Replays everything of an issue that has not been mended. */
export function ReplayIssue({ issue }: { issue: WebhookIssue }) {
  const [asking, setAsking] = useState(false);
  const mayNot = useMayNotReplayMany();
  if (mayNot || issue.open === 0) return null;
  return (
    <>
      <Button size="sm" icon={<RotateCcw aria-hidden className="size-3.5" />} onClick={() => setAsking(true)}>
        {t("replayCount", { count: issue.open })}
      </Button>
      {asking ? <ReplayIssueDialog issue={issue} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function ReplayIssueDialog({
  issue: { issueId, open },
  onClose,
}: {
  issue: WebhookIssue;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const replay = useMutation(
    trpc.webhooks.replayIssue.mutationOptions({
      onSuccess: async ({ runId }) => {
        onClose();
        await navigate(`/webhooks/replays/${encodeURIComponent(runId)}`);
        await queryClient.invalidateQueries(trpc.webhooks.pathFilter());
      },
    }),
  );
  const title = t("replayCount", { count: open });
  return (
    <ReasonDialog
      title={title}
      consequence={t("manyConsequence")}
      button={title}
      hint={t("keptWithEvery")}
      busy={replay.isPending}
      problem={replay.error ? describeError(replay.error) : null}
      incomplete={open > 1 && typedCountOf(typed) !== open}
      onConfirm={(reason) => replay.mutate({ issueId, reason })}
      onClose={onClose}
    >
      {open > 1 ? <TypedCount count={open} value={typed} onChange={setTyped} /> : null}
    </ReasonDialog>
  );
}
