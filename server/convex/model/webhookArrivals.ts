import { v, type Infer } from "convex/values";
import {
  failureCauses,
  type FailureCause,
  type WebhookCause,
  type WebhookOutcome,
} from "../../../shared/webhooks-api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { eventArgs, type WebhookEvent } from "./eventArgs";
import type { Fact } from "./webhookFacts";
import { messageOf } from "./webhookIssues";

/** What is kept of every request that reached the door. `durationMs`: from its first byte until this transaction. */
export const arrivalArgs = v.object({
  receivedAt: v.number(),
  durationMs: v.number(),
  bytes: v.number(),
  headers: v.array(v.object({ name: v.string(), value: v.string() })),
  scheme: v.optional(v.string()),
  secretLabel: v.optional(v.string()),
  clockSkewS: v.optional(v.number()),
});
export type Arrival = Infer<typeof arrivalArgs>;

/** A verified event and how it came. */
export const webhookArgs = v.object({ event: eventArgs, arrival: arrivalArgs });
export type Webhook = Infer<typeof webhookArgs>;

type About = {
  delivery?: Id<"webhookDeliveries">;
  event?: WebhookEvent;
  cause?: WebhookCause | undefined;
  source?: string;
  rejectedBody?: string;
  redacted?: string[];
  user?: Id<"users"> | undefined;
  contactId?: string | undefined;
};

/** One row per request. What is to be counted of it goes to `facts`, which the caller books (webhookFacts.ts). */
export function recordArrival(
  ctx: MutationCtx,
  facts: Fact[],
  arrival: Arrival,
  outcome: WebhookOutcome,
  { event, ...about }: About,
): Promise<Id<"webhookAttempts">> {
  const { eventId, type, eventAt } = event ?? {};
  const { cause } = about;
  const isFailure = outcome === "failed" && type !== undefined && isFailureCause(cause);
  facts.push({
    ...{ at: arrival.receivedAt, outcome, cause, type },
    ...(outcome === "applied" && eventAt !== undefined ? { lagMs: Date.now() - eventAt } : {}),
    ...(isFailure ? { failure: { type, cause, message: messageOf(cause, event?.failure) } } : {}),
  });
  return ctx.db.insert("webhookAttempts", { ...arrival, ...about, eventId, type, eventAt, outcome });
}

const isFailureCause = (cause: string | undefined): cause is FailureCause =>
  failureCauses.some((known) => known === cause);
