import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { hasEnded, isBeforeStart } from "../../../../shared/run-states";
import type { ReplayRun } from "../../../../shared/replays-api";
import { describeError } from "../../../lib/api-error";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { useMayNotReplayMany } from "./may-not";
import { t } from "./words";

const iconLook = "size-3.5";

/** Lets a replay wait, go on or end, at once. What was replayed stays so: there is nothing to ask. */
export function SteerReplay({ run: { runId, state } }: { run: ReplayRun }) {
  const mayNot = useMayNotReplayMany();
  const { pause, resume, cancel } = useSteering();
  if (mayNot || hasEnded(state) || isBeforeStart(state)) return null;
  const failed = [pause, resume, cancel].find(({ error }) => error);
  return (
    <>
      {state === "running" ? (
        <Button
          size="sm"
          icon={<Pause aria-hidden className={iconLook} />}
          busy={pause.isPending}
          onClick={() => pause.mutate({ runId })}
        >
          {t("pause")}
        </Button>
      ) : (
        <Button
          size="sm"
          variant="primary"
          icon={<Play aria-hidden className={iconLook} />}
          busy={resume.isPending}
          onClick={() => resume.mutate({ runId })}
        >
          {t("resume")}
        </Button>
      )}
      <Button size="sm" busy={cancel.isPending} onClick={() => cancel.mutate({ runId })}>
        {t("cancelReplay")}
      </Button>
      {failed ? (
        <div className="basis-full">
          <Notice tone="bad" live>
            {describeError(failed.error).message} {t("nothingChanged")}
          </Notice>
        </div>
      ) : null}
    </>
  );
}

function useSteering() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const after = { onSettled: () => queryClient.invalidateQueries(trpc.webhooks.pathFilter()) };
  return {
    pause: useMutation(trpc.webhooks.pauseReplay.mutationOptions(after)),
    resume: useMutation(trpc.webhooks.resumeReplay.mutationOptions(after)),
    cancel: useMutation(trpc.webhooks.cancelReplay.mutationOptions(after)),
  };
}
