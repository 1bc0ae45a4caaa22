import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import type { WebhookDetail } from "../../../shared/webhooks-api";
import { formatBytes, formatDuration, plural } from "../../lib/format";
import { Changes } from "../../ui/changes";
import { CodeBlock } from "../../ui/code-block";
import { CopyId } from "../../ui/copy-id";
import { RelativeTime } from "../../ui/relative-time";
import { OutcomeChip } from "./outcomes";
import { writeWebhooksSearch } from "./webhooks-search";

/** One arrival: the verdict and why, what it changed, and the bytes it came in. */
export function WebhookView({ webhook }: { webhook: WebhookDetail }) {
  return (
    <div className="flex flex-col gap-5 px-4 py-4 sm:px-5">
      <div className="flex flex-col gap-1.5">
        <div className="flex flex-wrap items-center gap-2">
          <OutcomeChip outcome={webhook.outcome} cause={webhook.cause} />
          <span className="font-medium">{webhook.type ?? "unreadable request"}</span>
        </div>
        <p className="text-md">{webhook.verdict}</p>
      </div>
      <Facts webhook={webhook} />
      <Part title="What it changed">
        {webhook.changes.length > 0 ? (
          <Changes changes={webhook.changes} />
        ) : (
          <p className="text-fg-2">Nothing.</p>
        )}
        {webhook.sessionsEnded > 0 ? (
          <p>{plural(webhook.sessionsEnded, "portal session was", "portal sessions were")} ended.</p>
        ) : null}
      </Part>
      <Part title="Payload">
        <CodeBlock label="Payload" text={pretty(webhook.payload)} />
        {webhook.payloadTruncated ? (
          <p className="text-sm text-fg-3">Cut short here; {formatBytes(webhook.bytes)} arrived.</p>
        ) : null}
      </Part>
      <Part title="Headers">
        <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-0.5 font-mono text-sm">
          {webhook.headers.map(({ name, value }) => (
            <div key={name} className="contents">
              <dt className="text-fg-2">{name}</dt>
              <dd className="break-all">{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Arrivals webhook={webhook} />
    </div>
  );
}

function Facts({ webhook }: { webhook: WebhookDetail }) {
  const { person, eventId, eventAt, scheme, secretLabel, clockSkewS } = webhook;
  const facts: Array<[string, ReactNode]> = [
    [
      "Person",
      person?.linkId ? (
        <Link className="text-accent hover:underline" to={`/users?user=${encodeURIComponent(person.linkId)}`}>
          {person.name}
        </Link>
      ) : (
        (person?.name ?? null)
      ),
    ],
    ["Event ID", eventId ? <CopyId id={eventId} label="event ID" full className="-ml-1" /> : null],
    ["Received", <RelativeTime key="at" at={webhook.receivedAt} />],
    ["Happened", eventAt === null ? null : <RelativeTime at={eventAt} />],
    ["Signed", scheme ? `${scheme}${secretLabel ? `, key “${secretLabel}”` : ""}` : null],
    ["Clock off by", clockSkewS === null ? null : `${clockSkewS} s`],
    ["Took", `${formatDuration(webhook.durationMs)}, ${formatBytes(webhook.bytes)}`],
  ];
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-y-1">
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="contents">
            <dt className="text-fg-3">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Arrivals({ webhook }: { webhook: WebhookDetail }) {
  const [params] = useSearchParams();
  return (
    <Part title="Arrivals of this event">
      <ul className="flex flex-col">
        {webhook.attempts.map((arrival) => (
          <li key={arrival.attemptId}>
            <Link
              to={{ search: writeWebhooksSearch(params, { open: arrival.attemptId }).toString() }}
              replace
              aria-current={arrival.attemptId === webhook.attemptId ? "true" : undefined}
              className="-mx-2 grid grid-cols-[7rem_1fr] items-center rounded-control px-2 py-1 hover:bg-hover aria-[current]:bg-hover"
            >
              <RelativeTime at={arrival.at} className="text-fg-2" />
              <span>
                <OutcomeChip outcome={arrival.outcome} cause={arrival.cause} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{title}</h3>
      {children}
    </section>
  );
}

/** JSON with room to breathe; what is not JSON stays as it came. */
function pretty(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}
