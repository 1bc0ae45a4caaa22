import { useMutation, useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { describeError } from "../../../lib/api-error";
import { formatClock } from "../../../lib/format";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { ErrorState } from "../../../ui/error-state";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { useRefusal } from "../use-permission";
import { TraceSteps } from "./trace-steps";
import { jobStateWords, traceWords } from "./tab-words";

type Props = { id: string; onJob: (jobId: string | null) => void };

/** One person's way through a resync, step by step: read only first, then, when asked for, really. */
export function TraceTab({ id, onJob }: Props) {
  const refusal = useRefusal("users.resync", traceWords("mayTrace"));
  return refusal ? <p className="px-5 py-6 text-fg-2">{refusal}</p> : <Trace id={id} onJob={onJob} />;
}

function Trace({ id, onJob }: Props) {
  const trpc = useTRPC();
  const dry = useQuery(trpc.users.trace.queryOptions({ id }, { staleTime: Infinity, gcTime: 0 }));
  const real = useMutation(
    trpc.users.traceForReal.mutationOptions({ onSuccess: ({ job }) => onJob(job?.jobId ?? null) }),
  );
  const again = () => {
    real.reset();
    void dry.refetch();
  };
  if (dry.error && !dry.data) {
    const problem = describeError(dry.error);
    return (
      <ErrorState
        title={traceWords("notTraced")}
        message={problem.message}
        safety={traceWords("nothingChanged")}
        requestId={problem.requestId}
        busy={dry.isFetching}
        onRetry={again}
      />
    );
  }
  const shown = real.data ?? dry.data;
  if (!shown) return <Loading />;
  const nothingToDo = shown.dryRun && shown.steps.find(({ step }) => step === "plan")?.status !== "ok";
  const at = real.data ? real.submittedAt : dry.dataUpdatedAt;
  return (
    <div className="flex flex-col gap-3 px-4 py-4 sm:px-5">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-56 flex-1 text-fg-2">
          {traceWords(shown.dryRun ? "dryRun" : "doneForReal", { time: formatClock(at) })}
        </p>
        <Button
          size="sm"
          icon={<RotateCw aria-hidden className="size-3.5" />}
          busy={dry.isFetching}
          onClick={again}
        >
          {traceWords("again")}
        </Button>
        {shown.dryRun ? (
          <Button
            size="sm"
            variant="primary"
            busy={real.isPending}
            disabledReason={nothingToDo ? traceWords("nothingToDo") : null}
            onClick={() => real.mutate({ id })}
          >
            {traceWords("forReal")}
          </Button>
        ) : null}
      </div>
      {real.error ? (
        <Notice tone="bad" live>
          {describeError(real.error).message} {traceWords("begun")}
        </Notice>
      ) : null}
      {shown.job && !shown.job.receipt ? (
        <Notice tone="wait" live>
          {traceWords("goesOn", { state: jobStateWords(shown.job.state) })}
        </Notice>
      ) : null}
      <TraceSteps steps={shown.steps} />
    </div>
  );
}

function Loading() {
  return (
    <div role="status" aria-label={traceWords("loading")} className="flex flex-col gap-4 px-5 py-5">
      <Skeleton className="w-40" />
      <Skeleton className="w-72" />
      <Skeleton className="w-56" />
    </div>
  );
}
