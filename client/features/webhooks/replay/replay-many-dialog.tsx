import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { WebhookFilter } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { useNow } from "../../../lib/clock";
import { localMinute, momentOfLocal } from "../../../lib/local-minute";
import { useTRPC } from "../../../lib/trpc";
import { typedCountOf } from "../../../lib/typed-count";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import { ReasonDialog } from "../../../ui/reason-dialog";
import { TypedCount } from "../../../ui/typed-count";
import { buttonWords } from "../../runs/approval/asking";
import { planWords, ReplayPlan } from "./replay-plan";
import { filterWords } from "./filter-words";
import { t } from "./words";
import { t as tt } from "../words";

type Props = {
  /** What is replayed; `null` asks since when what failed is. */
  filter: WebhookFilter | null;
  onClose: () => void;
};

const DAY_MS = 86_400_000;

/** Shows what would be replayed, asks why, and starts the run. Mount it while it is open. */
export function ReplayManyDialog({ filter, onClose }: Props) {
  const [openedAt] = useState(useNow());
  const [since, setSince] = useState(() => localMinute(openedAt - DAY_MS));
  const [typed, setTyped] = useState("");
  const [name, setName] = useState<string | null>(null);
  const chosen = filter ?? failedSince(since);
  const trpc = useTRPC();
  const plan = useQuery(trpc.webhooks.replayPreview.queryOptions({ filter: chosen }));
  const start = useStart(onClose);
  const problem = start.error ? describeError(start.error) : null;
  const suggested = t("runName", { what: filterWords(chosen) }).slice(0, 120);
  const runName = name ?? suggested;
  return (
    <ReasonDialog
      title={plan.data ? planWords(plan.data) : t("replayWebhooks")}
      consequence={tt("manyConsequence")}
      button={plan.data ? buttonWords(plan.data, planWords(plan.data)) : t("replay")}
      hint={tt("keptWithEvery")}
      busy={start.isPending}
      problem={problem?.field === "name" ? null : problem}
      incomplete={
        !plan.data || plan.data.count === 0 || typedCountOf(typed) !== plan.data.count || !runName.trim()
      }
      onConfirm={(reason) => start.mutate({ filter: chosen, name: runName.trim(), reason })}
      onClose={onClose}
    >
      {filter === null ? (
        <Field label={t("failedSince")}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={since}
              required
              onChange={(event) => setSince(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <ReplayPlan plan={plan} filter={chosen} />
      <Field label={t("nameOfRun")} error={problem?.field === "name" ? problem.message : null}>
        {(control) => (
          <Input
            {...control}
            value={runName}
            maxLength={120}
            required
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      {plan.data && plan.data.count > 0 ? (
        <TypedCount count={plan.data.count} value={typed} onChange={setTyped} />
      ) : null}
    </ReasonDialog>
  );
}

function failedSince(since: string): WebhookFilter {
  const from = momentOfLocal(since);
  return { outcomes: ["failed"], ...(from ? { from: Date.parse(from) } : {}) };
}

/** Starts the run and goes to where its progress is. */
function useStart(onClose: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation(
    trpc.webhooks.replayAll.mutationOptions({
      onSuccess: async ({ runId }) => {
        onClose();
        await navigate(`/webhooks/replays/${encodeURIComponent(runId)}`);
        await queryClient.invalidateQueries(trpc.webhooks.pathFilter());
      },
    }),
  );
}
