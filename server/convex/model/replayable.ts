import { whyNot } from "../../../shared/fixed-sentences";
import type { Doc } from "../_generated/dataModel";

type Attempt = Doc<"webhookAttempts">;

/** Whether all of a refused request's body was kept, but for values that are never kept. */
export const isWhole = ({ rejectedBody, redacted, bytes }: Attempt): boolean =>
  !!redacted || (rejectedBody !== undefined && new TextEncoder().encode(rejectedBody).length === bytes);

/** Why an arrival cannot be replayed, in a sentence; `null` when it can. */
export function whyNotReplayed(attempt: Attempt, delivery: Doc<"webhookDeliveries"> | null): string | null {
  if (delivery) return whyDeliveryNot(delivery);
  if (attempt.replayedAs) return whyNot.letInAlready;
  if (attempt.cause !== "signature" && attempt.cause !== "timestamp") return whyNot.onlyUnproven;
  if (attempt.contentRemovedAt) return whyNot.contentRemoved;
  if (attempt.redacted) return whyNot.valuesNotKept;
  return isWhole(attempt) ? null : whyNot.bodyTooLarge;
}

/** The same of what has proved to come from the backend. */
export const whyDeliveryNot = ({ contentRemovedAt }: Doc<"webhookDeliveries">): string | null =>
  contentRemovedAt ? whyNot.contentRemoved : null;
