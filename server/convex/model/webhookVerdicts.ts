import { fieldName } from "../../../shared/field-names";
import type { RejectionCause, WebhookOutcome } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";

const rejections: Record<RejectionCause, string> = {
  signature: "No active secret gives the signature it carries. It was refused and changed nothing.",
  timestamp:
    "Its timestamp is missing or more than 300 s from this server's clock. It was refused and changed nothing.",
  malformed: "It could not be read as an event. It was refused and changed nothing.",
  too_large: "It is larger than 256 KB. It was refused unread and changed nothing.",
  content_type: "It is not JSON. It was refused and changed nothing.",
  rate_limited: "Its source sent too many unverified requests. It was refused and changed nothing.",
};

const verdicts: Record<Exclude<WebhookOutcome, "rejected" | "failed">, string> = {
  applied: "Genuine, new and in order: it was applied.",
  duplicate: "Genuine, but this event had already been taken: nothing was changed again.",
  stale: "Genuine, but something newer had already been applied: nothing was changed.",
  ignored: "Genuine, of a type Tandem does not act on: it was kept and changed nothing.",
  unmatched: "Genuine, for somebody unknown here: it was kept and changed nothing.",
};

/** What became of an arrival, and of its delivery since, as a sentence for an auditor. */
export function verdictOf(
  { outcome, cause, replayedAs }: Doc<"webhookAttempts">,
  delivery: Doc<"webhookDeliveries"> | null,
): string {
  if (outcome === "rejected") {
    const refused = rejections[cause as RejectionCause] ?? "It was refused.";
    return replayedAs ? `${refused} Later an admin let it in.` : refused;
  }
  if (outcome === "unmatched" && delivery?.outcome === "applied")
    return "Genuine, for somebody not yet known here: it was kept, and applied when they were.";
  if (outcome === "failed") return failureOf(delivery);
  return verdicts[outcome];
}

function failureOf(delivery: Doc<"webhookDeliveries"> | null): string {
  if (delivery && delivery.outcome !== "failed")
    return "Genuine, but it could not be applied when it came. A replay has mended that.";
  const { failure, cause } = delivery ?? {};
  if (cause === "taken_email")
    return "Genuine, but another account has the e-mail address it tells: nothing was changed. Replay it when that one has given it up.";
  return failure
    ? `Genuine, but its ${fieldName(failure.field)} cannot be right: ${failure.message} Nothing was changed.`
    : "Genuine, but applying it broke: nothing was changed. Replay it when that is mended.";
}
