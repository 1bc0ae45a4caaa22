import type { ReplayPreview } from "../../../../shared/replays-api";
import { webhookOutcomes, type WebhookFilter } from "../../../../shared/webhooks-api";
import { describeError } from "../../../lib/api-error";
import { formatCount, formatNumber } from "../../../lib/format";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { NeedsApproval } from "../../runs/approval/needs-approval";
import { OutcomeChip } from "../outcomes";
import { filterWords } from "./filter-words";
import { t } from "./words";
import { t as tt } from "../words";

type Props = {
  plan: { data: ReplayPreview | undefined; error: unknown; refetch: () => Promise<unknown> };
  filter: WebhookFilter;
};

/** How many would be replayed, and what had become of them. */
export function ReplayPlan({ plan, filter }: Props) {
  return (
    <section aria-label={t("plan")} className="flex min-h-16 flex-col gap-1.5">
      <p>
        {t.rich("what", {
          filter: filterWords(filter),
          quiet: (text) => <span className="text-fg-3">{text}</span>,
        })}
      </p>
      {plan.data ? <Found preview={plan.data} /> : <NotYet plan={plan} />}
    </section>
  );
}

function Found({ preview }: { preview: ReplayPreview }) {
  if (preview.count === 0) return <p className="text-fg-2">{t("nothingHere")}</p>;
  return (
    <>
      <NeedsApproval approval={preview.approval} />
      <FoundDeliveries found={preview} />
    </>
  );
}

/** "Replay 1,000+ webhooks". */
export const planWords = ({ count, exact }: Pick<ReplayPreview, "count" | "exact">) =>
  exact ? tt("replayCount", { count }) : t("replayAtLeast", { count: formatCount(count, false) });

/** What had become of the deliveries that are replayed. */
export function FoundDeliveries({ found: { byOutcome } }: { found: Pick<ReplayPreview, "byOutcome"> }) {
  return (
    <>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {webhookOutcomes.map((outcome) =>
          byOutcome[outcome] ? (
            <li key={outcome} className="flex items-center gap-1.5">
              <span className="nums font-medium">{formatNumber(byOutcome[outcome])}</span>
              <OutcomeChip outcome={outcome} />
            </li>
          ) : null,
        )}
      </ul>
      <p className="text-sm text-fg-3">{t("eachOnce")}</p>
    </>
  );
}

function NotYet({ plan }: Pick<Props, "plan">) {
  if (!plan.error) {
    return (
      <div role="status" aria-label={t("looking")}>
        <Skeleton className="w-48" />
      </div>
    );
  }
  const retry = (
    <Button size="sm" onClick={() => void plan.refetch()}>
      {t("retry")}
    </Button>
  );
  return (
    <Notice tone="bad" actions={retry}>
      {t("planFailed")} {describeError(plan.error).message}
    </Notice>
  );
}
