import type { Doc } from "../_generated/dataModel";

type Attempt = Doc<"webhookAttempts">;

/** Whether all of a refused request's body was kept, but for values that are never kept. */
export const isWhole = ({ rejectedBody, redacted, bytes }: Attempt): boolean =>
  !!redacted || (rejectedBody !== undefined && new TextEncoder().encode(rejectedBody).length === bytes);

/** Why an arrival cannot be replayed, in a sentence; `null` when it can. */
export function whyNotReplayed(attempt: Attempt, delivery: Doc<"webhookDeliveries"> | null): string | null {
  if (delivery) return whyDeliveryNot(delivery);
  if (attempt.replayedAs) return "It was let in by an admin already.";
  if (attempt.cause !== "signature" && attempt.cause !== "timestamp")
    return "Only what was refused for its signature or its time can be let in.";
  if (attempt.contentRemovedAt) return removed;
  if (attempt.redacted) return "Values that it would need were never kept.";
  return isWhole(attempt) ? null : "Its body was too large to be kept whole.";
}

/** The same of what has proved to come from the backend. */
export const whyDeliveryNot = ({ contentRemovedAt }: Doc<"webhookDeliveries">): string | null =>
  contentRemovedAt ? removed : null;

const removed = "Its content was removed when its time was over.";
