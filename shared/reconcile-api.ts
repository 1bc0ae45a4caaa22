import { z } from "zod";
import { linkStates } from "./link-state";
import { Plain, PersonalName, PersonalWords } from "./personal";

/** Sweeps: inputs and outputs of the tRPC router `reconcile`. Times are ms since epoch. */

/**
 * `changes`: what the CRM says has changed since the last sweep. `full`: every contact; only this one finds who is
 * gone. `hot`: one by one those who are not well, or of whom something was heard in the last hours.
 */
export const sweepKinds = ["changes", "full", "hot"] as const;
export type SweepKind = (typeof sweepKinds)[number];

/**
 * `quarantined`: it would mark too many as gone, has marked nobody, and waits for a person. `discarded`: a person, or
 * a newer full sweep, decided that nobody is marked. `running` and `quarantined` are the states that go on.
 */
export const sweepStates = ["running", "quarantined", "done", "failed", "cancelled", "discarded"] as const;
export type SweepState = (typeof sweepStates)[number];

/**
 * What a running sweep does: `reading` the CRM, `comparing` the mirror with what was read (full sweeps), `confirming`
 * one by one that who was not met is gone, by asking the CRM for exactly that contact.
 */
export const sweepPhases = ["reading", "comparing", "confirming"] as const;

/**
 * - `drifted`, `broken`, `crm_only`, `unlinked`, `conflict`: rows that came into this state by this sweep.
 * - `healed`: rows that were not linked before and are now.
 * - `missed`: changes in the CRM that never arrived as a webhook.
 * - `absent`: contacts of the mirror that a full sweep has not met and that are not yet known to be gone.
 * - `gone`: contacts that do not exist in the CRM any more, and so have left the mirror.
 */
export const findingKinds = [
  "drifted",
  "broken",
  "crm_only",
  "unlinked",
  "conflict",
  "healed",
  "missed",
  "absent",
  "gone",
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** A sweep marks at most so many contacts as gone by itself: a share of the mirror, and a number. */
export const MOST_GONE_SHARE = 0.05;
export const MOST_GONE = 500;

const Counts = z.record(z.enum(findingKinds), z.int());
export type FindingCounts = z.infer<typeof Counts>;

export const SweepRef = z.object({ sweepId: Plain });

export const SweepView = z.object({
  sweepId: Plain,
  kind: z.enum(sweepKinds),
  state: z.enum(sweepStates),
  /** What it does or did last. */
  phase: z.enum(sweepPhases),
  /** An operator's name, or Tandem for one that began by itself. */
  startedBy: Plain,
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  /** Contacts read so far, and how many there are to read as far as that is known. */
  read: z.int(),
  toRead: z.int().nullable(),
  /** Contacts that were different from the mirror. */
  changed: z.int(),
  /** Contacts that the CRM lists in a form nobody can read; they stay in the mirror as they were. */
  unreadable: z.int(),
  findings: Counts,
  /** Contacts in the mirror when it was compared; null before, and for other kinds than `full`. */
  mirrored: z.int().nullable(),
  /** Contacts it had not met at the end of comparing: the number to type when deciding about a quarantine. */
  notMet: z.int().nullable(),
  decision: z
    .object({
      what: z.enum(["apply", "discard"]),
      by: Plain,
      at: z.number(),
      reason: PersonalWords.nullable(),
    })
    .nullable(),
  /** Why it failed, or, while it runs, why it waits; `retryAt` is when it goes on. */
  cause: z.object({ code: Plain, message: PersonalWords }).nullable(),
  retryAt: z.number().nullable(),
});
export type SweepView = z.infer<typeof SweepView>;

export const SweepsListInput = z.object({
  kind: z.enum(sweepKinds).optional(),
  cursor: Plain.nullish(),
});
export const SweepsPage = z.object({ sweeps: z.array(SweepView), nextCursor: Plain.nullable() });

export const SweepStartInput = z.object({ kind: z.enum(sweepKinds) });

/** `typedCount` is the sweep's `notMet`, typed by the person who decides. Only `apply` needs it. */
export const SweepDecideInput = z.discriminatedUnion("decision", [
  z.object({
    sweepId: Plain,
    decision: z.literal("apply"),
    typedCount: z.int(),
    reason: z.string().trim().min(3, "Say why, in at least 3 characters.").max(500),
  }),
  z.object({
    sweepId: Plain,
    decision: z.literal("discard"),
    reason: z.string().trim().max(500).optional(),
  }),
]);

/** One person or contact a sweep found something about. `linkId` is null when the row has gone with the contact. */
export const SweepFinding = z.object({
  findingId: Plain,
  kind: z.enum(findingKinds),
  linkId: Plain.nullable(),
  contactId: Plain.nullable(),
  name: PersonalName,
  /** The row's state before and after, where the finding is about a row. */
  from: z.enum(linkStates).nullable(),
  to: z.enum(linkStates).nullable(),
  /** The machine reason of the row's new state, as in `UserLink.reason`. */
  reason: Plain.nullable(),
  /** When the contact changed in the CRM; only of `missed`. */
  changedAt: z.number().nullable(),
  foundAt: z.number(),
});
export type SweepFinding = z.infer<typeof SweepFinding>;
export const SweepFindingsInput = z.object({
  sweepId: Plain,
  kind: z.enum(findingKinds),
  cursor: Plain.nullish(),
});
export const SweepFindingsPage = z.object({
  findings: z.array(SweepFinding),
  nextCursor: Plain.nullable(),
});

/** The last 30 ended sweeps of a kind, or of all kinds, oldest first: what each has found. */
export const SweepTrendInput = z.object({ kind: z.enum(sweepKinds).optional() });
export const SweepTrend = z.array(
  SweepView.pick({
    sweepId: true,
    kind: true,
    state: true,
    startedAt: true,
    finishedAt: true,
    read: true,
    changed: true,
    findings: true,
  }),
);
export type SweepTrend = z.infer<typeof SweepTrend>;

/** When the next sweep of each kind begins by itself; null when that is switched off in the settings. */
export const SweepSchedule = z.object({
  next: z.record(z.enum(sweepKinds), z.number().nullable()),
});
export type SweepSchedule = z.infer<typeof SweepSchedule>;

/** `usualGapMs`: the longest the backend is usually quiet; null while there are too few webhooks to know. */
export const Silence = z.object({
  silent: z.boolean(),
  lastAt: z.number().nullable(),
  usualGapMs: z.number().nullable(),
});
export type Silence = z.infer<typeof Silence>;

/** The subscription sends the sweep whenever it has changed, and ends when it does not run any more. */
export const SweepWatchInput = SweepRef.extend({ lastEventId: Plain.nullish() });
