import type { RunPreview } from "../../../shared/runs-api";
import type { UsersFilter } from "../../../shared/users-api";
import { describeError } from "../../lib/api-error";
import { formatNumber, plural } from "../../lib/format";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { Skeleton } from "../../ui/skeleton";
import { planChanges } from "../runs/plan/plan-changes";
import { PlanFacts } from "../runs/plan/plan-facts";
import type { usePlan } from "../runs/plan/use-plan";
import type { Picked } from "./selection";
import { filterWords } from "./suggest-run";

type Query = ReturnType<typeof usePlan>["query"];
type Props = { picked: Picked; filter: UsersFilter; query: Query; seen: RunPreview | null };

/** Who was picked, and what the server would do to them. */
export function BulkPlan({ picked, filter, query, seen }: Props) {
  return (
    <section aria-label="Plan" className="flex min-w-0 flex-col gap-4">
      <p>{whomWords(picked, filter)}</p>
      {seen && query.data ? <ChangedPlan seen={seen} now={query.data} /> : null}
      {query.data ? <PlanFacts plan={query.data} /> : <NoPlan query={query} />}
    </section>
  );
}

function NoPlan({ query }: { query: Query }) {
  if (!query.error) {
    return (
      <div role="status" aria-label="Loading the plan" className="flex flex-col gap-4 py-1">
        <Skeleton className="h-8 w-full" />
        <Skeleton className="w-56" />
        <Skeleton className="w-48" />
        <Skeleton className="w-64 max-w-full" />
      </div>
    );
  }
  const retry = (
    <Button size="sm" busy={query.isFetching} onClick={() => void query.refetch()}>
      Retry
    </Button>
  );
  return (
    <Notice tone="bad" actions={retry}>
      The plan could not be made. {describeError(query.error).message} Nothing was started.
    </Notice>
  );
}

function ChangedPlan({ seen, now }: { seen: RunPreview; now: RunPreview }) {
  return (
    <Notice tone="warn" live>
      The plan has changed since you saw it. Nothing was started. Below is the new one:
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

/** Which people these are, so that a page is never taken for the whole filter or the other way round. */
function whomWords({ by, ids }: Picked, filter: UsersFilter): string {
  if (by === "ids") return `${plural(ids.size, "user", "users")} picked one by one.`;
  const what = filterWords(filter);
  const whole = what ? `Everybody who matches ${what}` : "Everybody";
  const minus = ids.size > 0 ? `, minus ${formatNumber(ids.size)} excluded` : "";
  return `${whole}${minus}, on every page, as it stands when the run starts.`;
}
