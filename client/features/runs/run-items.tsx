import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, Clock, Loader, MinusCircle, type LucideIcon } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { z } from "zod";
import { itemOutcomes, type RunItemView, type RunView } from "../../../shared/runs-api";
import { describeError } from "../../lib/api-error";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { Button } from "../../ui/button";
import { Chip, type Tone } from "../../ui/chip";
import { ErrorState } from "../../ui/error-state";
import { FacetLinks } from "../../ui/facet-links";
import { Skeleton } from "../../ui/skeleton";
import { isUnderWay } from "./use-run";

type ItemOutcome = RunItemView["outcome"];
const looks: Record<ItemOutcome, { tone: Tone; icon: LucideIcon }> = {
  failed: { tone: "bad", icon: CircleX },
  skipped: { tone: "off", icon: MinusCircle },
  done: { tone: "ok", icon: CircleCheck },
  under_way: { tone: "wait", icon: Loader },
  waiting: { tone: "wait", icon: Clock },
};
const words = (outcome: ItemOutcome) => outcome.replace("_", " ");
const title = (outcome: ItemOutcome) => words(outcome).charAt(0).toUpperCase() + words(outcome).slice(1);
const Outcome = z.enum(itemOutcomes).optional().catch(undefined);

/** Everyone in the run, by outcome and with the reason. */
export function RunItems({ run }: { run: RunView }) {
  const [params] = useSearchParams();
  const outcome = Outcome.parse(params.get("outcome") ?? undefined);
  const settled = run.done + run.skipped + run.failed;
  const waiting = Math.max(0, run.total - settled - run.underWay);
  const counts: Record<ItemOutcome, number> = { ...run, under_way: run.underWay, waiting };
  const facet = (key: ItemOutcome | undefined, name: string, count: number) => ({
    key: name,
    to: { search: key ? `?outcome=${key}` : "" },
    current: outcome === key,
    name,
    count: formatNumber(count),
    zero: count === 0,
  });
  return (
    <section aria-label="Users in this run" className="overflow-hidden rounded-panel border border-line">
      <FacetLinks
        label="Outcomes"
        facets={[
          facet(undefined, "All", run.total),
          ...(Object.keys(looks) as ItemOutcome[]).map((key) => facet(key, title(key), counts[key])),
        ]}
      />
      <Items run={run} outcome={outcome} />
    </section>
  );
}

function Items({ run, outcome }: { run: RunView; outcome: ItemOutcome | undefined }) {
  const trpc = useTRPC();
  const items = useInfiniteQuery(
    trpc.runs.items.infiniteQueryOptions(
      { runId: run.runId, ...(outcome ? { outcome } : {}) },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchInterval: isUnderWay(run) ? 2_000 : false,
      },
    ),
  );
  if (items.isPending) {
    return (
      <div role="status" aria-label="Loading users" className="flex flex-col gap-4 p-4">
        <Skeleton className="w-64" />
        <Skeleton className="w-48" />
        <Skeleton className="w-56" />
      </div>
    );
  }
  if (!items.data) {
    const problem = describeError(items.error);
    return (
      <ErrorState
        title="The users of this run could not be loaded"
        message={problem.message}
        requestId={problem.requestId}
        onRetry={() => void items.refetch()}
      />
    );
  }
  const all = items.data.pages.flatMap((page) => page.items);
  if (all.length === 0) return <p className="px-4 py-6 text-fg-2">{emptyWords(run, outcome)}</p>;
  return (
    <>
      <ul>
        {all.map((item) => (
          <ItemLine key={item.itemId} item={item} />
        ))}
      </ul>
      {items.hasNextPage ? (
        <Button
          size="sm"
          className="m-3"
          busy={items.isFetchingNextPage}
          onClick={() => void items.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </>
  );
}

const nobody: Record<ItemOutcome, string> = {
  failed: "Nobody failed in this run.",
  skipped: "Nobody was skipped in this run.",
  done: "Nobody was done in this run.",
  under_way: "Nobody in this run is under way.",
  waiting: "Nobody is waiting in this run.",
};

function emptyWords(run: RunView, outcome: ItemOutcome | undefined) {
  if (run.state === "freezing") return "The users are still being collected.";
  if (outcome === "done" && isUnderWay(run)) return "Nobody in this run is done yet.";
  return outcome ? nobody[outcome] : "Nobody is in this run.";
}

function ItemLine({ item }: { item: RunItemView }) {
  const { tone, icon: Icon } = looks[item.outcome];
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line px-4 py-1.5 last:border-0">
      <span className="w-20 shrink-0">
        {item.outcome === "done" ? (
          <span className="inline-flex items-center gap-1.5 text-fg-2">
            <Icon aria-hidden className="size-3.5 text-ok" />
            done
          </span>
        ) : (
          <Chip tone={tone} icon={<Icon aria-hidden />}>
            {words(item.outcome)}
          </Chip>
        )}
      </span>
      <Link to={`/users/${encodeURIComponent(item.linkId)}`} className="min-w-48 font-medium hover:underline">
        {item.name || "No name"}
      </Link>
      {item.why ? <span className="text-fg-2">{item.why}</span> : null}
    </li>
  );
}
