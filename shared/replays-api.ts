import { z } from "zod";
import { Approval, NeededApproval, WhyRejected } from "./approval-api";
import { Plain, PersonalWords } from "./personal";
import type { RunState } from "./run-states";
import { FieldChange, WebhookFilter, webhookOutcomes } from "./webhooks-api";

/** Webhooks tried again by operators, one or many: inputs and outputs of the tRPC router `webhooks`. Times are ms since epoch. */
const Why = z.string().trim().min(3, "Say why, in at least 3 characters.").max(500);
export const ReplayInput = z.object({ attemptId: Plain, reason: Why });
/** What the attempt has come to: `applied` also when there was nothing left to change. */
export const ReplayResult = z.object({
  attemptId: Plain,
  deliveryId: Plain,
  outcome: z.enum(webhookOutcomes),
  cause: Plain.nullable(),
  changes: z.array(FieldChange),
});
export type ReplayResult = z.infer<typeof ReplayResult>;

/** What an admin types to have a request applied that has not proved to come from the backend. */
export const UNPROVEN_PHRASE = "replay unproven";
export const ReplayRejectedInput = ReplayInput.extend({ typed: Plain });

/** Deliveries that a filter finds: at least `count` when not `exact`. */
const FoundDeliveries = z.object({
  count: z.int(),
  exact: z.boolean(),
  byOutcome: z.partialRecord(z.enum(webhookOutcomes), z.int()),
});
export type FoundDeliveries = z.infer<typeof FoundDeliveries>;
/** `approval`: set when a second admin has to approve the run. */
export const ReplayPreview = FoundDeliveries.extend({ approval: NeededApproval.nullable() });
export type ReplayPreview = z.infer<typeof ReplayPreview>;
/** Everything that matches and has arrived by now, oldest events of a person not before newer ones: order is by event time. */
export const ReplayAllInput = z.object({
  filter: WebhookFilter,
  name: z.string().trim().min(1, "Give the run a name.").max(120),
  reason: Why,
});

/**
 * `awaiting_approval` until another admin decides. `paused` by a person and `stopped` by itself: both can be resumed. The
 * last four ended before anything was replayed.
 */
export const replayRunStates = [
  ...["awaiting_approval", "running", "paused", "stopped", "cancelled", "done"],
  ...["rejected", "withdrawn", "expired", "outdated"],
] as const satisfies readonly RunState[];
/** A run over deliveries. `found` grows until it is done; every delivery is replayed once. */
export const ReplayRun = z.object({
  runId: Plain,
  name: PersonalWords,
  reason: PersonalWords,
  filter: WebhookFilter,
  state: z.enum(replayRunStates),
  /** `null` of a run that needed no second admin. */
  approval: Approval.extend({ plan: FoundDeliveries }).nullable(),
  /** Why it stopped by itself, or was not started; `null` in any other state. */
  stopCause: Plain.nullable(),
  createdBy: Plain,
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Deliveries replayed by now, and what became of them. */
  replayed: z.int(),
  outcomes: z.partialRecord(z.enum(webhookOutcomes), z.int()),
  /** Deliveries not replayed, and why: their content was removed. */
  skipped: z.int(),
});
export type ReplayRun = z.infer<typeof ReplayRun>;
export const ReplayRef = z.object({ runId: Plain });
export const ReplayRejectInput = ReplayRef.extend({ reason: WhyRejected });
export const ReplayRuns = z.object({ runs: z.array(ReplayRun), nextCursor: Plain.nullable() });
export const ReplayItem = z.object({
  attemptId: Plain,
  eventId: Plain,
  type: Plain,
  at: z.number(),
  /** Absent outcome: skipped, with the reason in `why`. */
  outcome: z.enum(webhookOutcomes).nullable(),
  why: PersonalWords.nullable(),
});
export const ReplayItems = z.object({ items: z.array(ReplayItem), nextCursor: Plain.nullable() });
export const ReplayItemsInput = ReplayRef.extend({ cursor: Plain.nullish() });

export const ReplayIssueInput = z.object({ issueId: Plain, reason: Why });
