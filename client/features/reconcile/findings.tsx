import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { z } from "zod";
import { findingKinds, type FindingKind, type SweepView } from "../../../shared/reconcile-api";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { QueryFailed } from "../../ui/query-failed";
import { ShowMore } from "../../ui/show-more";
import { FacetLinks } from "../../ui/facet-links";
import { Skeleton } from "../../ui/skeleton";
import { FindingLine } from "./finding-line";
import { findingsInOrder } from "./sweep-words";
import { findingMeans, findingNobody, findingTitle, t } from "./words";

const Found = z.enum(findingKinds).nullable().catch(null);
/** What a sweep has found, by kind; the first kind that has anything is open. */
export function Findings({ sweep }: { sweep: SweepView }) {
  const [params] = useSearchParams();
  const [first = "drifted"] = foundFirst(sweep);
  const kind = Found.parse(params.get("found")) ?? first;
  return (
    <section aria-label={t("findings")} className="overflow-hidden rounded-panel border border-line">
      <FacetLinks
        label={t("findingKinds")}
        facets={foundFirst(sweep).map((each) => ({
          key: each,
          to: { search: `?found=${each}` },
          current: kind === each,
          name: findingTitle(each),
          count: formatNumber(sweep.findings[each]),
        }))}
      />
      <p className="border-b border-line px-4 py-1.5 text-fg-2">{findingMeans(kind)}</p>
      <List sweep={sweep} kind={kind} />
    </section>
  );
}

/** On a narrow screen only the first few are in sight. */
const foundFirst = ({ findings }: SweepView) => [
  ...findingsInOrder.filter((kind) => findings[kind] > 0),
  ...findingsInOrder.filter((kind) => findings[kind] === 0),
];

function List({ sweep, kind }: { sweep: SweepView; kind: FindingKind }) {
  const trpc = useTRPC();
  const isRunning = sweep.state === "running";
  const findings = useInfiniteQuery(
    trpc.reconcile.findings.infiniteQueryOptions(
      { sweepId: sweep.sweepId, kind },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchInterval: isRunning ? 2_000 : false,
      },
    ),
  );
  if (findings.isPending) {
    return (
      <div role="status" aria-label={t("loadingFindings")} className="flex flex-col gap-4 p-4">
        <Skeleton className="w-64" />
        <Skeleton className="w-48" />
      </div>
    );
  }
  if (!findings.data) return <QueryFailed query={findings} title={t("findingsNotLoaded")} />;
  const all = findings.data.pages.flatMap((page) => page.findings);
  if (all.length === 0) {
    const words = isRunning ? t("noneYet") : findingNobody(kind);
    return <p className="px-4 py-6 text-fg-2">{words}</p>;
  }
  return (
    <>
      <ul aria-label={findingTitle(kind)}>
        {all.map((finding) => (
          <FindingLine key={finding.findingId} finding={finding} />
        ))}
      </ul>
      <ShowMore pages={findings} />
    </>
  );
}
