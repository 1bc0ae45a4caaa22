import { z } from "zod";
import { Approval, NeededApproval, WhyRejected } from "./approval-api";
import { runStates } from "./run-states";
import { UsersFilter } from "./users-api";
import { Plain, PersonalName, PersonalWords } from "./personal";

// Kept without zod, for the first screen.
export { hasEnded, isBeforeStart, isGivenUp, type RunState } from "./run-states";

/** Bulk work: inputs and outputs of the tRPC router `runs`. Times are ms since epoch. */

/**
 * What a run can do to people. `restore` is of the account; `link_matched` stores the IDs of who is `unlinked`. The links
 * of an `invite` are made by `POST /api/export/runs/<run ID>/invitations.csv`, as often as it is asked for.
 */
export const runActions = [
  "resync",
  "resend_welcome",
  "soft_delete",
  "restore",
  "archive_contact",
  "link_matched",
  "invite",
] as const;
export type RunAction = (typeof runActions)[number];

/** Actions that take something away: the operator types the plan's count before they start. */
const destructive: ReadonlySet<RunAction> = new Set(["soft_delete", "archive_contact"]);
export const isDestructive = (action: RunAction): boolean => destructive.has(action);

/** What the operator picked: rows by their link ID, or everything that matches a filter, minus exclusions. */
export const Selection = z.discriminatedUnion("by", [
  z.object({ by: z.literal("ids"), linkIds: z.array(Plain).min(1).max(5000) }),
  z.object({
    by: z.literal("filter"),
    filter: UsersFilter,
    except: z.array(Plain).max(5000).default([]),
  }),
]);
export type Selection = z.infer<typeof Selection>;

/** Everybody who failed in a run: only to be looked at, before `retryFailed`. */
const FailedSelection = z.object({ by: z.literal("failed"), runId: Plain });

export const RunPreviewInput = z.object({
  action: z.enum(runActions),
  selection: z.discriminatedUnion("by", [...Selection.options, FailedSelection]),
});
export type RunPreviewInput = z.infer<typeof RunPreviewInput>;

/** What happens to one person: a job of that kind, a change of the account here, or nothing. */
export const changeKinds = [
  "register",
  "update",
  "link_existing",
  "restore",
  "resend_welcome",
  "archive",
  "invite",
  "soft_delete",
  "restore_account",
  "skip",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** `kind` is a change, or `skip` with the reason in `why`; one entry per kind and reason, the largest first. */
const PlannedKind = z.object({
  kind: z.enum(changeKinds),
  count: z.int(),
  why: PersonalWords.nullable(),
});
export type PlannedKind = z.infer<typeof PlannedKind>;

/**
 * What a run would do. `exact` false: at least `count`, and the counts by kind are of those. `hash` stands for action,
 * selection and counts by kind; `create` takes it back, so that nobody starts what they have not seen. Of a destructive
 * action all of it must be as it was seen, the reasons of the skipped too. Otherwise the count of each kind may have
 * moved by up to 2 % of all people meanwhile, for live work moves them all the time.
 */
export const RunPreview = z.object({
  count: z.int(),
  exact: z.boolean(),
  kinds: z.array(PlannedKind),
  /** Calls to the backend, and e-mails the backend sends because of them. */
  calls: z.int(),
  emails: z.int(),
  /** How long the calls take at the present rate limit; `null` without a limit. */
  estimatedMs: z.number().nullable(),
  /** Up to ten people, and what would happen to each. */
  samples: z.array(
    z.object({
      linkId: Plain,
      name: PersonalName,
      kind: z.enum(changeKinds),
      why: PersonalWords.nullable(),
    }),
  ),
  hash: Plain,
  /** Set when a second admin has to approve the run before it starts. */
  approval: NeededApproval.nullable(),
});
export type RunPreview = z.infer<typeof RunPreview>;

/** First 1, then 10, then the rest; stopped when more than this share of those that ended has failed. */
const Canary = z.object({ stopAboveFailedPercent: z.number().min(0).max(100) });

export const RunCreateInput = z.object({
  name: z.string().trim().min(1, "Give the run a name.").max(120),
  reason: z.string().trim().min(3, "Say why, in at least 3 characters.").max(500),
  action: z.enum(runActions),
  selection: Selection,
  /** Of the preview the operator has seen. Refused with code `conflict` when the plan is another one by now. */
  hash: Plain,
  options: z
    .object({
      canary: Canary.optional(),
      /** Destructive actions only: the plan's count as the operator typed it. No more people than that take part. */
      typedCount: z.int().optional(),
    })
    .default({}),
});

export const RunRef = z.object({ runId: Plain });

/**
 * Everybody who failed in a run once more, as a new run. Unless given, name and reason follow from the first. Refused
 * with code `conflict` until the run has ended and nobody in it is under way, for more could fail; and when `hash`, of
 * the preview of the run's action for `{ by: "failed" }`, is of another plan than the present one, as in `create`.
 */
export const RunRetryInput = RunRef.extend({
  name: z.string().trim().min(1).max(120).optional(),
  reason: z.string().trim().min(3, "Say why, in at least 3 characters.").max(500).optional(),
  hash: Plain,
  /** Destructive actions only: the number of failed people as the operator typed it. */
  typedCount: z.int().optional(),
});

/** The plan is as it was seen, and what is approved; `hash` is given back with the approval. */
export const RunApproval = Approval.extend({
  plan: RunPreview.pick({ hash: true, count: true, exact: true, kinds: true, calls: true, emails: true }),
});
export type RunApproval = z.infer<typeof RunApproval>;

/** `hash` is of the plan that was looked at: what is approved is that one. */
export const RunApproveInput = RunRef.extend({ hash: Plain });
export const RunRejectInput = RunRef.extend({ reason: WhyRejected });

export const RunView = z.object({
  runId: Plain,
  name: PersonalWords,
  reason: PersonalWords,
  action: z.enum(runActions),
  state: z.enum(runStates),
  createdBy: Plain,
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Whether everybody who takes part is noted down; until then `total` still grows. */
  frozen: z.boolean(),
  total: z.int(),
  done: z.int(),
  skipped: z.int(),
  failed: z.int(),
  /** People whose job is queued, running or waiting for its next attempt. */
  underWay: z.int(),
  /** The canary's share and how far it is: stage 1 is one person, stage 2 ten more, stage 3 the rest. */
  canary: z
    .object({
      stopAboveFailedPercent: z.number(),
      stage: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    })
    .nullable(),
  /** `null` of a run that needed no second admin. */
  approval: RunApproval.nullable(),
  /** Why the canary stopped the run, or the check did not let it start; `null` in any other state. */
  stopCause: Plain.nullable(),
  /** People per second over the last seconds; `null` while it does not run. */
  rate: z.number().nullable(),
  /** At that rate; `null` when nobody can tell. */
  remainingMs: z.number().nullable(),
  /** The run whose failed people this one tries again, and the run that tries this one's. */
  retryOf: Plain.nullable(),
  retriedBy: Plain.nullable(),
});
export type RunView = z.infer<typeof RunView>;
/**
 * Runs under way, at most 20 in each state, and those among the ten newest that have ended. `toApprove`: what waits for
 * the reader's approval, at most 20 of each
 * kind. Cheap to ask often.
 */
export const ActiveRuns = z.object({
  runs: z.array(RunView),
  toApprove: z.array(z.object({ kind: z.enum(["run", "replay"]), runId: Plain, name: PersonalWords })),
});
export type ActiveRuns = z.infer<typeof ActiveRuns>;
/** `state`: only the runs in that one. */
export const RunsListInput = z.object({
  state: z.enum(runStates).optional(),
  cursor: z.string().nullish(),
});
export const RunsPage = z.object({ runs: z.array(RunView), nextCursor: Plain.nullable() });

/** `waiting`: their turn has not come. `under_way`: they have a job that has not ended. */
export const itemOutcomes = ["waiting", "under_way", "done", "skipped", "failed"] as const;
export const RunItemView = z.object({
  itemId: Plain,
  linkId: Plain,
  name: PersonalName,
  outcome: z.enum(itemOutcomes),
  /** Of who failed: the class of the error (shared/sync-errors.ts). */
  code: Plain.nullable(),
  why: PersonalWords.nullable(),
});
export type RunItemView = z.infer<typeof RunItemView>;
export const RunItemsPage = z.object({ items: z.array(RunItemView), nextCursor: Plain.nullable() });
/** By outcome, by one cause of `runs.causes`, or everybody. */
export const RunItemsInput = RunRef.extend({
  outcome: z.enum(itemOutcomes).optional(),
  causeId: z.string().optional(),
  cursor: Plain.nullish(),
});

/**
 * Who failed and who was skipped, grouped: same error code and same message but for what names one person. The most
 * frequent first; what exceeds 50 causes of one outcome is one group, "Other causes".
 */
export const RunCause = z.object({
  causeId: Plain,
  outcome: z.enum(["failed", "skipped"]),
  code: Plain.nullable(),
  message: PersonalWords,
  count: z.int(),
});
export type RunCause = z.infer<typeof RunCause>;
export const RunCauses = z.object({ causes: z.array(RunCause) });

/** `lastEventId` is put in by the client when it connects again. */
export const RunWatchInput = RunRef.extend({ lastEventId: Plain.nullish() });
