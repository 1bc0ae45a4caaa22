import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { RunView } from "../../../shared/runs-api";
import { mayDo } from "../../../shared/permissions";
import { describeError } from "../../lib/api-error";
import { formatDuration, formatNumber, plural } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { RunProgress } from "./run-progress";
import { RunStateChip } from "./run-state";
import { isUnderWay } from "./use-run";

/** What the run is, how far it is, and the way to stop it. */
export function RunSummary({ run }: { run: RunView }) {
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.session.me.queryOptions(undefined, { staleTime: 60_000 }));
  const [asking, setAsking] = useState(false);
  const refusal = me && !mayDo(me.role, "runs.write") ? `Your role (${me.role}) may not stop runs.` : null;
  return (
    <>
      <header className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold break-words">{run.name}</h1>
          <p className="text-fg-2">
            Resync of {plural(run.total, "user", "users")} by {run.createdBy},{" "}
            <RelativeTime at={run.createdAt} />: “{run.reason}”
          </p>
        </div>
        <RunStateChip run={run} />
        {isUnderWay(run) ? (
          <Button size="sm" disabledReason={refusal} onClick={() => setAsking(true)}>
            Cancel run
          </Button>
        ) : null}
      </header>
      <RunProgress run={run} />
      <Numbers run={run} />
      {asking && isUnderWay(run) ? <CancelDialog run={run} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

function Numbers({ run }: { run: RunView }) {
  const waiting = Math.max(0, run.total - run.done - run.skipped - run.failed);
  const facts: Array<[string, string]> = [
    ["done", formatNumber(run.done)],
    ["skipped", formatNumber(run.skipped)],
    ["failed", formatNumber(run.failed)],
    [run.state === "cancelled" ? "not started" : "waiting", formatNumber(waiting)],
    ...(run.finishedAt === null
      ? []
      : [["took", formatDuration(run.finishedAt - run.createdAt)] as [string, string]]),
  ];
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-fg-3">{name}</dt>
          <dd className="nums text-xl font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function CancelDialog({ run, onClose }: { run: RunView; onClose: () => void }) {
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
      title="Cancel this run"
      description="Users already done stay done. Those under way are finished; the rest are left as they are."
    >
      {cancel.error ? (
        <Notice tone="bad">{describeError(cancel.error).message} The run goes on. You can try again.</Notice>
      ) : null}
      <DialogActions>
        <Button onClick={onClose}>Keep running</Button>
        <Button variant="danger" busy={cancel.isPending} onClick={() => cancel.mutate({ runId: run.runId })}>
          Cancel run
        </Button>
      </DialogActions>
    </Dialog>
  );
}
