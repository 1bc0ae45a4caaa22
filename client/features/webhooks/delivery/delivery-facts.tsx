import { Link } from "../../../ui/link";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { formatBytes, formatDuration } from "../../../lib/format";
import { CopyId } from "../../../ui/copy-id";
import { ExactTime } from "../../../ui/exact-time";
import { Facts } from "../../../ui/facts";
import { logAddress } from "../webhooks-search";
import { t } from "./words";

/** Whom it is about, when, and what proves where it came from. */
export function DeliveryFacts({ webhook }: { webhook: WebhookDetail }) {
  const { eventId, eventAt, receivedAt, clockSkewS } = webhook;
  const facts = [
    [t("person"), webhook.person ? <Person person={webhook.person} /> : null],
    [t("eventId"), eventId ? <CopyId id={eventId} label={t("eventId")} full className="-ml-1" /> : null],
    [t("happened"), eventAt === null ? null : <ExactTime at={eventAt} />],
    [
      t("received"),
      <>
        <ExactTime at={receivedAt} />
        {eventAt === null ? null : <span className="text-fg-2">, {lagWords(receivedAt - eventAt)}</span>}
      </>,
    ],
    [t("signed"), signedWords(webhook)],
    [t("cameFrom"), sourceWords(webhook)],
    [t("clock"), clockSkewS === null ? null : skewWords(clockSkewS)],
    [t("took"), `${formatDuration(webhook.durationMs)}, ${formatBytes(webhook.bytes)}`],
  ] as const;
  return <Facts facts={facts} />;
}

function Person({ person: { linkId, name } }: { person: NonNullable<WebhookDetail["person"]> }) {
  if (linkId === null) return name;
  const look = "rounded-sm text-accent hover:underline";
  return (
    <>
      <Link className={look} to={`/users?user=${encodeURIComponent(linkId)}`}>
        {name || t("noName")}
      </Link>
      <span className="text-fg-3"> · </span>
      <Link className={look} to={logAddress({ person: linkId })}>
        {t("allTheirs")}
      </Link>
    </>
  );
}

/** Which scheme, and which of the secrets. What was refused matched none. */
function signedWords({ scheme, secretLabel, outcome, delivery }: WebhookDetail): string | null {
  if (scheme !== null) return secretLabel ? t("schemeKey", { scheme, key: secretLabel }) : scheme;
  if (delivery?.unproven) return t("unproven");
  return outcome === "rejected" ? t("noKey") : null;
}

/** Where a refused request came from; a flood of them has one row. */
export function sourceWords({ source, requests }: WebhookDetail): string | null {
  if (source === null) return null;
  return requests > 1 ? t("manyFrom", { source, count: requests }) : source;
}

export function lagWords(lagMs: number): string {
  if (lagMs < 0) return t("before", { time: formatDuration(-lagMs) });
  return t("after", { time: formatDuration(lagMs) });
}

/** The skew is in seconds, positive where the sender's clock is ahead. A signature has whole ones: one says nothing. */
export function skewWords(skewS: number): string {
  if (Math.abs(skewS) <= 1) return t("agrees");
  return t(skewS > 0 ? "ahead" : "behind", { time: formatDuration(Math.abs(skewS) * 1_000) });
}
