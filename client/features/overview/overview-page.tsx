import { overviewRanges, type Overview } from "../../../shared/overview-api";
import { describeError } from "../../lib/api-error";
import { formatMinute } from "../../lib/format";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { QueryFailed } from "../../ui/query-failed";
import { ScreenHeader } from "../../ui/screen-header";
import { Segments } from "../../ui/segments";
import { SyncPanel, WebhooksPanel } from "./charts";
import { ConvergencePanel } from "./convergence";
import { Drift } from "./drift";
import { Failures } from "./failures";
import { LateBookings } from "./late-bookings";
import { NobodyYet } from "./nobody-yet";
import { Now } from "./now";
import { OverviewSkeleton } from "./overview-skeleton";
import { StatesBar } from "./states-bar";
import { useOverview, useRange } from "./use-overview";
import { Verdict } from "./verdict";
import { t } from "./words";

const rangeNames = { "24h": "24 h", "7d": t("range7d"), "30d": t("range30d") };

/** What is wrong, since when, and what to press; and how it has gone. */
export function OverviewPage() {
  const [range, setRange] = useRange();
  const overview = useOverview(range);
  return (
    <>
      <ScreenHeader title={t("title")}>
        <Segments
          label={t("howFarBack")}
          value={range}
          onChange={setRange}
          options={overviewRanges.map((each) => [each, rangeNames[each]] as const)}
        />
      </ScreenHeader>
      <div className="scroll-y min-h-0 flex-1">
        <div className="mx-auto flex max-w-6xl flex-col gap-5 px-4 py-5 sm:px-6">
          {overview.data ? (
            <>
              {overview.error ? <Stale query={overview} at={overview.data.at} /> : null}
              {overview.data.links.total === 0 ? <Fresh /> : <Parts overview={overview.data} />}
            </>
          ) : overview.error ? (
            <QueryFailed query={overview} title={t("failedToLoad")} safety={t("safety")} />
          ) : (
            <OverviewSkeleton />
          )}
        </div>
      </div>
    </>
  );
}

function Parts({ overview }: { overview: Overview }) {
  const { links, errors, sync, webhooks, convergence, trend, bookings } = overview;
  const side = "grid gap-5 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]";
  return (
    <>
      <Verdict overview={overview} />
      <StatesBar links={links} />
      <div className={side}>
        <Failures errors={errors} />
        <Now />
      </div>
      <LateBookings bookings={bookings} />
      <div className="grid gap-5 lg:grid-cols-2">
        <SyncPanel sync={sync} />
        <WebhooksPanel webhooks={webhooks} />
      </div>
      <div className={side}>
        <Drift trend={trend} />
        <ConvergencePanel convergence={convergence} />
      </div>
    </>
  );
}

/** A fresh install: there is nothing to tell yet but whether the two systems are there. */
function Fresh() {
  return (
    <>
      <NobodyYet />
      <Now />
    </>
  );
}

type StaleProps = { query: ReturnType<typeof useOverview>; at: number };

/** What was read before stays: it is better than nothing, as long as it says how old it is. */
function Stale({ query: { error, isFetching, refetch }, at }: StaleProps) {
  const retry = (
    <Button size="sm" busy={isFetching} onClick={() => void refetch()}>
      {t("retry")}
    </Button>
  );
  return (
    <Notice tone="warn" live actions={retry}>
      {t("stale", { time: formatMinute(at), message: describeError(error).message })}
    </Notice>
  );
}
