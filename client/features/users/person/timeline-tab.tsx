import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "../../../ui/link";
import { mayDo } from "../../../../shared/permissions";
import type { Me } from "../../../../shared/session-api";
import type { JobView } from "../../../../shared/jobs";
import type { TimelineEvent, TimelineKind } from "../../../../shared/users-api";
import { useTRPC } from "../../../lib/trpc";
import { Button } from "../../../ui/button";
import { QueryFailed } from "../../../ui/query-failed";
import { RelativeTime } from "../../../ui/relative-time";
import { Segments } from "../../../ui/segments";
import { Skeleton } from "../../../ui/skeleton";
import { Changes } from "../../../ui/changes";
import { useMe } from "../use-permission";
import { statusWord } from "../status-word";
import { asideWords, happenedWords } from "./happened-words";
import { AttemptLine } from "./attempt-line";
import { linesOf } from "./timeline-attempts";
import { TimelineRecord } from "./timeline-record";
import { kindWords, timelineWords } from "./tab-words";

const kinds: ReadonlyArray<readonly [TimelineKind | "all", string]> = [
  ["all", kindWords("all")],
  ["webhooks", kindWords("webhooks")],
  ["jobs", kindWords("jobs")],
  ["portal", kindWords("portal")],
  ["operators", kindWords("operators")],
];

/** Everything that happened to this person, newest first, or what one party did alone. */
export function TimelineTab({ id, jobs }: { id: string; jobs: JobView[] }) {
  const [kind, setKind] = useState<TimelineKind | "all">("all");
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 pt-3 sm:px-5">
        <Segments label={timelineWords("show")} value={kind} onChange={setKind} options={kinds} />
        <AuditLink id={id} />
      </div>
      <Events
        id={id}
        kinds={kind === "all" ? [] : [kind]}
        jobs={kind === "all" || kind === "jobs" ? jobs : []}
      />
    </>
  );
}

/** The same in the audit, for those who may read it. */
function AuditLink({ id }: { id: string }) {
  const me = useMe();
  if (!me || !mayDo(me.role, "audit.read")) return null;
  return (
    <Link className="rounded-sm text-accent hover:underline" to={`/audit?about=${encodeURIComponent(id)}`}>
      {timelineWords("openInAudit")}
    </Link>
  );
}

function Events({ id, kinds, jobs }: { id: string; kinds: TimelineKind[]; jobs: JobView[] }) {
  const trpc = useTRPC();
  const timeline = useInfiniteQuery(
    trpc.users.timeline.infiniteQueryOptions(
      { id, ...(kinds.length > 0 ? { kinds } : {}) },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: 5_000 },
    ),
  );
  if (timeline.isPending) return <TimelineSkeleton />;
  if (!timeline.data) return <QueryFailed query={timeline} title={timelineWords("notLoaded")} />;
  const events = timeline.data.pages.flatMap((page) => page.events);
  const lines = linesOf(events, jobs, timeline.hasNextPage);
  if (lines.length === 0 && !timeline.hasNextPage) {
    const nothing = timelineWords(kinds.length > 0 ? "nothingOfKind" : "nothingYet");
    return <p className="px-5 py-6 text-fg-2">{nothing}</p>;
  }
  return (
    <div className="px-4 py-2 sm:px-5">
      <ol aria-label={timelineWords("timeline")}>
        {lines.map((line) =>
          "event" in line ? (
            <Event key={line.id} id={id} event={line.event} />
          ) : (
            <AttemptLine key={line.id} {...line} />
          ),
        )}
      </ol>
      {timeline.hasNextPage ? (
        <Button
          size="sm"
          className="my-2"
          busy={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {timelineWords("earlier")}
        </Button>
      ) : null}
    </div>
  );
}

function Event({ id, event }: { id: string; event: TimelineEvent }) {
  const [raw, setRaw] = useState(false);
  const me = useMe();
  const webhook = /^webhook (?<type>.+)$/u.exec(event.action)?.groups?.type;
  return (
    <li className="grid grid-cols-[6rem_1fr] gap-x-3 border-b border-line py-2 last:border-0">
      <RelativeTime at={event.at} className="text-fg-3" />
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="break-words">
          {webhook ? <code className="font-mono text-sm">{webhook} </code> : null}
          {happenedWords(event.summary)}
          {event.outcome && !event.summary.includes(event.outcome) ? (
            <span className="text-fg-2"> · {asideWords(event.outcome)}</span>
          ) : null}
        </p>
        {event.changes.length > 0 ? <Changes changes={event.changes.map(worded)} /> : null}
        <p className="text-sm text-fg-3">
          {event.reason
            ? timelineWords("because", { who: whoDid(event), reason: event.reason })
            : whoDid(event)}
          {event.webhook ? (
            <>
              {" · "}
              <Link
                className="rounded-sm text-accent underline"
                to={`/webhooks?q=${encodeURIComponent(event.webhook)}`}
              >
                {timelineWords("webhook")}
              </Link>
            </>
          ) : null}
          {me && mayOpen(event, me) ? (
            <>
              {" · "}
              <button
                type="button"
                aria-expanded={raw}
                aria-label={timelineWords("rawOf", { what: happenedWords(event.summary) })}
                onClick={() => setRaw(!raw)}
                className="rounded-sm text-accent underline"
              >
                {timelineWords("raw")}
              </button>
            </>
          ) : null}
        </p>
        {raw ? <TimelineRecord id={id} eventId={event.id} /> : null}
      </div>
    </li>
  );
}

const whoDid = ({ actor, token }: TimelineEvent): string =>
  token ? timelineWords("byToken", { who: asideWords(actor), token }) : asideWords(actor);

/** The record is the audit's, the payload is personal. Where a history began elsewhere nothing is kept of it here. */
const mayOpen = ({ id, webhook }: TimelineEvent, { role }: Me): boolean =>
  !id.startsWith("origin:") && (mayDo(role, "audit.read") || (!!webhook && mayDo(role, "pii.read")));

/** A status is one of ours, and has a word; other values are the person's own. */
const worded = (change: TimelineEvent["changes"][number]) =>
  change.field === "status"
    ? {
        ...change,
        before: change.before && statusWord(change.before),
        after: change.after && statusWord(change.after),
      }
    : change;

function TimelineSkeleton() {
  return (
    <div role="status" aria-label={timelineWords("loading")} className="flex flex-col gap-4 px-5 py-4">
      {["w-56", "w-72", "w-48", "w-64"].map((width) => (
        <div key={width} className="flex gap-6">
          <Skeleton className="w-14" />
          <Skeleton className={width} />
        </div>
      ))}
    </div>
  );
}
