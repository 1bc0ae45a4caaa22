import type { ReactNode } from "react";
import { Link } from "react-router";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { formatBytes, formatDuration, formatExact, formatNumber } from "../../../lib/format";
import { CopyId } from "../../../ui/copy-id";
import { RelativeTime } from "../../../ui/relative-time";
import { logAddress } from "../webhooks-search";

/** Whom it is about, when, and what proves where it came from. */
export function DeliveryFacts({ webhook }: { webhook: WebhookDetail }) {
  const { eventId, eventAt, receivedAt, clockSkewS } = webhook;
  const facts: Array<[string, ReactNode]> = [
    ["Person", webhook.person ? <Person person={webhook.person} /> : null],
    ["Event ID", eventId ? <CopyId id={eventId} label="event ID" full className="-ml-1" /> : null],
    ["Happened", eventAt === null ? null : <Moment at={eventAt} />],
    [
      "Received",
      <>
        <Moment at={receivedAt} />
        {eventAt === null ? null : <span className="text-fg-2">, {lagWords(receivedAt - eventAt)}</span>}
      </>,
    ],
    ["Signed", signedWords(webhook)],
    ["Came from", sourceWords(webhook)],
    ["Sender’s clock", clockSkewS === null ? null : skewWords(clockSkewS)],
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

/** To the second, as an auditor needs it, and how long ago that is. */
function Moment({ at }: { at: number }) {
  return (
    <>
      <span className="nums">{formatExact(at)}</span>, <RelativeTime at={at} className="text-fg-2" />
    </>
  );
}

function Person({ person: { linkId, name } }: { person: NonNullable<WebhookDetail["person"]> }) {
  if (linkId === null) return name;
  const look = "rounded-sm text-accent hover:underline";
  return (
    <>
      <Link className={look} to={`/users?user=${encodeURIComponent(linkId)}`}>
        {name || "No name"}
      </Link>
      <span className="text-fg-3"> · </span>
      <Link className={look} to={logAddress({ person: linkId })}>
        all their webhooks
      </Link>
    </>
  );
}

/** Which scheme, and which of the secrets. What was refused matched none. */
function signedWords({ scheme, secretLabel, outcome, delivery }: WebhookDetail): string | null {
  if (scheme !== null) return `${scheme}${secretLabel ? `, key “${secretLabel}”` : ""}`;
  if (delivery?.unproven) return "not proved; an admin let it in";
  return outcome === "rejected" ? "no active key matches" : null;
}

/** Where a refused request came from; a flood of them has one row. */
export function sourceWords({ source, requests }: WebhookDetail): string | null {
  if (source === null) return null;
  return requests > 1 ? `${source}, ${formatNumber(requests)} requests like this one` : source;
}

export function lagWords(lagMs: number): string {
  if (lagMs < 0) return `${formatDuration(-lagMs)} before it happened by the sender’s clock`;
  return `${formatDuration(lagMs)} after it happened`;
}

/** The skew is in seconds, positive where the sender's clock is ahead. */
export function skewWords(skewS: number): string {
  if (Math.abs(skewS) < 1) return "agrees with ours";
  return `${formatDuration(Math.abs(skewS) * 1_000)} ${skewS > 0 ? "ahead of" : "behind"} ours`;
}
