import type { RunPreview } from "../../../../shared/runs-api";
import { describeError } from "../../../lib/api-error";
import { Button } from "../../../ui/button";
import { Notice } from "../../../ui/notice";
import { Skeleton } from "../../../ui/skeleton";
import { NeedsApproval } from "../approval/needs-approval";
import { planChanges } from "./plan-changes";
import { PlanFacts } from "./plan-facts";
import type { useStandingPlan } from "./use-standing-plan";
import { t } from "./words";

type Standing = ReturnType<typeof useStandingPlan>;
type Props = Pick<Standing, "query" | "seen"> & {
  /** There is little room: the samples are folded. */
  folded?: boolean;
};

/** What the server would do, and what has become another number since it was seen. */
export function PlanView({ query, seen, folded = false }: Props) {
  return (
    <>
      {seen && query.data ? <ChangedPlan seen={seen} now={query.data} /> : null}
      {query.data ? <NeedsApproval approval={query.data.approval} /> : null}
      {query.data ? <PlanFacts plan={query.data} folded={folded} /> : <NoPlan query={query} />}
    </>
  );
}

function NoPlan({ query }: Pick<Props, "query">) {
  if (!query.error) {
    return (
      <div role="status" aria-label={t("loading")} className="flex flex-col gap-4 py-1">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="w-56" />
        <Skeleton className="w-48" />
        <Skeleton className="w-64 max-w-full" />
      </div>
    );
  }
  const retry = (
    <Button size="sm" busy={query.isFetching} onClick={() => void query.refetch()}>
      {t("retry")}
    </Button>
  );
  return (
    <Notice tone="bad" actions={retry}>
      {t("notMade", { why: describeError(query.error).message })}
    </Notice>
  );
}

function ChangedPlan({ seen, now }: { seen: RunPreview; now: RunPreview }) {
  return (
    <Notice tone="warn" live>
      {t("changed")}
      <ul className="mt-1 list-disc pl-4">
        {planChanges(seen, now).map((change) => (
          <li key={change} className="nums">
            {change}.
          </li>
        ))}
      </ul>
    </Notice>
  );
}
