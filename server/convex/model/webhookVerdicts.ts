import { fieldName } from "../../../shared/field-names";
import { JUDGED_LATER, LET_IN_LATER, verdicts } from "../../../shared/fixed-sentences";
import { say } from "../../../shared/sentence";
import { faultSays } from "../../../shared/webhook-faults";
import type { RejectionCause } from "../../../shared/webhooks-api";
import type { Doc } from "../_generated/dataModel";

/** What became of an arrival, and of its delivery since, as a sentence for an auditor. */
export function verdictOf(
  { outcome, cause, replayedAs, unmatchedFirst }: Doc<"webhookAttempts">,
  delivery: Doc<"webhookDeliveries"> | null,
): string {
  if (outcome === "rejected") {
    const refused = verdicts[cause as RejectionCause] ?? "It was refused.";
    return replayedAs ? `${refused}${LET_IN_LATER}` : refused;
  }
  if (outcome === "unmatched" && delivery?.outcome === "applied") return verdicts.matchedLater;
  // The log of an older version kept it as unmatched.
  const failedLater = unmatchedFirst ?? (outcome === "unmatched" && delivery?.outcome === "failed");
  if (failedLater) return `${failureOf(delivery)}${JUDGED_LATER}`;
  if (outcome === "failed") return failureOf(delivery);
  return verdicts[outcome];
}

function failureOf(delivery: Doc<"webhookDeliveries"> | null): string {
  if (delivery && delivery.outcome !== "failed") return verdicts.mended;
  const { failure, cause } = delivery ?? {};
  if (cause === "taken_email") return verdicts.takenEmail;
  return failure
    ? say(faultSays.ofArrival, { field: fieldName(failure.field), fault: failure.message })
    : verdicts.broke;
}
