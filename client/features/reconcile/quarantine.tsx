import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "../../ui/link";
import type { SweepView } from "../../../shared/reconcile-api";
import { describeError } from "../../lib/api-error";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { ApplyQuarantineDialog } from "./apply-quarantine-dialog";
import { quarantineWords } from "./sweep-words";
import { t } from "./words";

type Props = { sweep: SweepView; refusal: string | null; linked?: boolean };

/** A sweep that would mark too many as gone: why it stopped, and the two ways on. */
export function Quarantine({ sweep, refusal, linked = false }: Props) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [applying, setApplying] = useState(false);
  const { sweepId, notMet, mirrored } = sweep;
  const decide = useMutation(
    trpc.reconcile.decide.mutationOptions({
      onSuccess: async (decided) => {
        setApplying(false);
        queryClient.setQueryData(trpc.reconcile.get.queryKey({ sweepId }), decided);
        await queryClient.invalidateQueries(trpc.reconcile.pathFilter());
      },
    }),
  );
  const problem = decide.error ? describeError(decide.error) : null;
  return (
    <section aria-label={t("quarantine")}>
      <Notice tone="warn">
        <p className="font-medium">{t("quarantineStopped")}</p>
        <p>{quarantineWords(notMet ?? 0, mirrored)}</p>
        <p className="text-fg-2">{t("quarantineWays")}</p>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button size="sm" variant="danger" disabledReason={refusal} onClick={() => setApplying(true)}>
            {t("applyTo", { count: notMet ?? 0 })}
          </Button>
          <Button
            size="sm"
            disabledReason={refusal}
            busy={decide.isPending && decide.variables.decision === "discard"}
            onClick={() => decide.mutate({ sweepId, decision: "discard" })}
          >
            {t("discard")}
          </Button>
          {linked ? (
            <Link to={`/reconcile/${sweepId}?found=absent`} className="underline">
              {t("seeWho")}
            </Link>
          ) : null}
        </div>
        {problem && !applying ? <p className="mt-2 text-bad">{problem.message}</p> : null}
      </Notice>
      {applying ? (
        <ApplyQuarantineDialog
          notMet={notMet ?? 0}
          busy={decide.isPending}
          problem={problem}
          onApply={(typedCount, reason) => decide.mutate({ sweepId, decision: "apply", typedCount, reason })}
          onClose={() => {
            setApplying(false);
            decide.reset();
          }}
        />
      ) : null}
    </section>
  );
}
