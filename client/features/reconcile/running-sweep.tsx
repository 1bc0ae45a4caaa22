import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "../../ui/link";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { RelativeTime } from "../../ui/relative-time";
import { SweepProgress } from "./sweep-progress";
import { SweepStateChip } from "./sweep-state";
import { useSweep } from "./use-sweep";
import { kindTitle, t } from "./words";

/** The sweep that runs now, wherever the screen shows it. */
export function RunningSweep({ sweepId, refusal }: { sweepId: string; refusal: string | null }) {
  const { sweep, cut } = useSweep(sweepId);
  const { data } = sweep;
  if (data?.state !== "running") return null;
  return (
    <section
      aria-label={t("runningSweep")}
      className="flex flex-col gap-3 rounded-panel border border-line p-3"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SweepStateChip state={data.state} />
        <Link to={`/reconcile/${sweepId}`} className="font-medium hover:underline">
          {kindTitle(data.kind)}
        </Link>
        <span className="flex-1 text-fg-2">
          {t.rich("startedBy", { who: data.startedBy, when: () => <RelativeTime at={data.startedAt} /> })}
        </span>
        <CancelSweep sweepId={sweepId} refusal={refusal} />
      </div>
      <SweepProgress sweep={data} cut={cut} />
    </section>
  );
}

/** Stops a sweep at once. What it has read stays in the mirror, so there is nothing to ask. */
export function CancelSweep({ sweepId, refusal }: { sweepId: string; refusal: string | null }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.reconcile.cancel.mutationOptions({
      onSuccess: async (sweep) => {
        queryClient.setQueryData(trpc.reconcile.get.queryKey({ sweepId }), sweep);
        await queryClient.invalidateQueries(trpc.reconcile.pathFilter());
      },
    }),
  );
  return (
    <>
      <Button
        size="sm"
        disabledReason={refusal}
        busy={cancel.isPending}
        onClick={() => cancel.mutate({ sweepId })}
      >
        {t("cancelSweep")}
      </Button>
      {cancel.error ? (
        <div className="basis-full">
          <Notice tone="bad" live>
            {describeError(cancel.error).message}
          </Notice>
        </div>
      ) : null}
    </>
  );
}
