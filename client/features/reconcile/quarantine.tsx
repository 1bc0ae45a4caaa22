import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { SweepView } from "../../../shared/reconcile-api";
import { describeError } from "../../lib/api-error";
import { plural } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { ApplyQuarantineDialog } from "./apply-quarantine-dialog";
import { quarantineWords } from "./sweep-words";

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
    <section aria-label="Quarantine">
      <Notice tone="warn">
        <p className="font-medium">A full sweep has stopped in quarantine.</p>
        <p>{quarantineWords(notMet ?? 0, mirrored)}</p>
        <p className="text-fg-2">
          Apply asks the CRM for each of them by its ID first, and marks only those it does not have. Discard
          leaves the mirror as it is; the next full sweep looks again.
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button size="sm" variant="danger" disabledReason={refusal} onClick={() => setApplying(true)}>
            Apply to {plural(notMet ?? 0, "contact", "contacts")}
          </Button>
          <Button
            size="sm"
            disabledReason={refusal}
            busy={decide.isPending && decide.variables.decision === "discard"}
            onClick={() => decide.mutate({ sweepId, decision: "discard" })}
          >
            Discard
          </Button>
          {linked ? (
            <Link to={`/reconcile/${sweepId}?found=absent`} className="underline">
              See who they are
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
