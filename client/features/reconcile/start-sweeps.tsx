import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { SweepView } from "../../../shared/reconcile-api";
import { describeError } from "../../lib/api-error";
import { useNow } from "../../lib/clock";
import { formatExact } from "../../lib/format";
import { formatRelative } from "../../lib/relative";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { kindsInOrder } from "./sweep-words";
import { kindCosts, kindDoes, kindTitle, t } from "./words";

type Props = {
  /** Why nobody may start one now: a role, or a sweep that runs already. */
  refusal: string | null;
  /** The sweeps so far, the newest first: what the last one of a kind has read, the next one will about read. */
  latest: SweepView[];
};

/** The three kinds of sweep: what each does and costs, when it comes by itself, and the button. */
export function StartSweeps({ refusal, latest }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const schedule = useQuery(trpc.reconcile.schedule.queryOptions(undefined, { refetchInterval: 30_000 }));
  const start = useMutation(
    trpc.reconcile.start.mutationOptions({
      onSuccess: async ({ sweepId }) => {
        await queryClient.invalidateQueries(trpc.reconcile.pathFilter());
        await navigate(`/reconcile/${sweepId}`);
      },
    }),
  );
  return (
    <section aria-label={t("startASweep")} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t("startASweep")}</h2>
      <ul className="grid gap-3 md:grid-cols-3">
        {kindsInOrder.map((kind) => (
          <li key={kind} className="flex flex-col gap-1 rounded-panel border border-line p-3">
            <h3 className="font-medium">{kindTitle(kind)}</h3>
            <p className="text-fg-2">{kindDoes(kind)}</p>
            <p className="text-fg-2">
              {kindCosts(kind)}{" "}
              {lastTime(latest.find((sweep) => sweep.kind === kind && sweep.state === "done"))}
            </p>
            <div className="mt-auto flex flex-wrap items-center gap-2 pt-2">
              <Button
                size="sm"
                aria-label={t("startSweepOf", { kind: kindTitle(kind) })}
                disabledReason={refusal}
                busy={start.isPending && start.variables.kind === kind}
                onClick={() => start.mutate({ kind })}
              >
                {t("startSweep")}
              </Button>
              {schedule.data ? <Next at={schedule.data.next[kind]} /> : null}
            </div>
          </li>
        ))}
      </ul>
      {start.error ? (
        <Notice tone="bad" live>
          {describeError(start.error).message} {t("notStarted")}
        </Notice>
      ) : null}
    </section>
  );
}

const lastTime = (last: SweepView | undefined) => (last ? t("lastRead", { count: last.read }) : "");

function Next({ at }: { at: number | null }) {
  const now = useNow();
  if (at === null) return <span className="text-sm text-fg-3">{t("notByItself")}</span>;
  return (
    <span className="text-sm text-fg-3" title={formatExact(at)}>
      {at <= now ? t("dueNow") : t("byItself", { when: formatRelative(at, now) })}
    </span>
  );
}
