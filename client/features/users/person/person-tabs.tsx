import type { UserDetail } from "../../../../shared/users-api";
import { formatNumber } from "../../../lib/format";
import { CodeBlock } from "../../../ui/code-block";
import { Tabs } from "../../../ui/tabs";
import type { PersonTab } from "../users-search";
import { BookingsTab } from "./bookings-tab";
import { JobsTab } from "./jobs-tab";
import { TimelineTab } from "./timeline-tab";
import { TraceTab } from "./trace-tab";
import { useBookings } from "./use-bookings";
import { useCheckouts } from "./use-checkouts";
import { WebhooksTab } from "./webhooks-tab";
import { t } from "./words";

type Props = {
  detail: UserDetail;
  tab: PersonTab;
  onTab: (tab: PersonTab) => void;
  /** A job was made while tracing. */
  onJob: (jobId: string | null) => void;
};

export function PersonTabs({ detail, tab, onTab, onJob }: Props) {
  const { row, jobs, webhooks } = detail;
  const bookings = useBookings(row.linkId, tab === "bookings");
  const checkouts = useCheckouts(row.linkId, tab === "bookings");
  const counted = (name: string, count: number | null) => (
    <>
      {name}
      {count === null ? null : <span className="nums font-normal text-fg-3"> {formatNumber(count)}</span>}
    </>
  );
  return (
    <Tabs
      label={t("aboutPerson")}
      value={tab}
      onChange={onTab}
      items={[
        { value: "timeline", label: t("timeline"), panel: <TimelineTab id={row.linkId} jobs={jobs} /> },
        {
          value: "webhooks",
          label: counted(t("webhooks"), webhooks.length),
          panel: <WebhooksTab linkId={row.linkId} webhooks={webhooks} />,
        },
        { value: "jobs", label: counted(t("jobs"), jobs.length), panel: <JobsTab jobs={jobs} /> },
        {
          value: "bookings",
          label: counted(
            t("bookings"),
            bookings.data?.kind === "live" ? bookings.data.bookings.length : null,
          ),
          panel: <BookingsTab id={row.linkId} found={bookings} checkouts={checkouts} />,
        },
        { value: "trace", label: t("trace"), panel: <TraceTab id={row.linkId} onJob={onJob} /> },
        {
          value: "raw",
          label: t("raw"),
          panel: (
            <div className="px-4 py-4 sm:px-5">
              <CodeBlock label={t("rawRecord")} text={JSON.stringify(detail, null, 2)} />
            </div>
          ),
        },
      ]}
    />
  );
}
