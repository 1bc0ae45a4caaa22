import { z } from "zod";
import { comparedFields, jobKinds, type JobKind } from "./link-state";
import { Plain, PersonalContent, PersonalValue, PersonalWords } from "./personal";

/** A job's life: design.md section 5. `running` is a lease; `waiting` has failed at least once and will try again. */
export const jobStates = ["queued", "running", "waiting", "succeeded", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];
export type OpenJobState = "queued" | "running" | "waiting";
export const isOpen = (state: JobState): state is OpenJobState =>
  state === "queued" || state === "running" || state === "waiting";

/** Waits after the 1st, 2nd, … failed attempt, in ms. The attempt after the last wait is the last one. */
export const RETRY_WAITS_MS = [
  5_000, 60_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000,
] as const;

/**
 * How long a worker that says nothing may hold a job before another one takes it over, in ms. A living worker renews
 * its leases, so this is how long the work of a dead one lies still.
 */
export const LEASE_MS = 10_000;

/** Live work (somebody waits for it) goes before bulk work. */
export const lanes = ["live", "bulk"] as const;
export type Lane = (typeof lanes)[number];

/** The queue lies in this many parts, so that workers who claim at the same time rarely meet. */
export const SHARDS = 16;

/** The part of the queue that all jobs of a user lie in, from 0: FNV-1a of the user's Convex ID. */
export function shardOf(userId: string): number {
  let hash = 0x811c9dc5;
  for (const letter of userId) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return hash % SHARDS;
}

/** The longest a `Retry-After` is believed, in ms: one gone wrong must not put a person off for ever. */
const LONGEST_RETRY_AFTER_MS = 24 * 3_600_000;

/**
 * The wait in ms before the next attempt after `attempt` (from 1) failed, or `null` when that was the last one.
 * Full jitter: anything from nothing to the scheduled wait, so that an outage does not end in a stampede.
 * `random` is in [0, 1). A `Retry-After` of the backend is a lower bound.
 */
export function nextWaitMs(attempt: number, random: number, retryAfterMs = 0): number | null {
  const wait = RETRY_WAITS_MS[attempt - 1];
  if (wait === undefined) return null;
  return Math.max(Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS), Math.round(wait * random));
}

/** Whether no attempt follows when this one (from 1) fails. */
export const isLastAttempt = (attempt: number): boolean => attempt > RETRY_WAITS_MS.length;

const Values = z.partialRecord(z.enum(comparedFields), PersonalValue.nullable());

/**
 * What an attempt found, wrote and read back afterwards, field by field: the proof that both sides agree, or where they
 * do not. `before` is absent when nothing had to be written: it was as it was read back.
 */
export const AttemptReceipt = z.object({
  before: z.object({ convex: Values, crm: Values }).optional(),
  written: z.object({ convex: Values, crm: Values }),
  readBack: z.object({ convex: Values, crm: Values, at: z.number() }),
  agrees: z.boolean(),
});
export type AttemptReceipt = z.infer<typeof AttemptReceipt>;

/** One try of a job, as people read it. Times in ms since epoch, `durationMs` in ms. */
export const AttemptView = z.object({
  number: z.int(),
  startedAt: z.number(),
  durationMs: z.number(),
  outcome: z.enum(["succeeded", "failed"]),
  httpStatus: z.int().nullable(),
  errorCode: Plain.nullable(),
  message: PersonalWords.nullable(),
  receipt: AttemptReceipt.nullable(),
});
export type AttemptView = z.infer<typeof AttemptView>;

/** What a job read back from both sides when it had finished: the proof that it worked. */
export const Receipt = z.object({
  readBackAt: z.number(),
  crmContactId: Plain.nullable(),
  frontendUserId: Plain.nullable(),
  agrees: z.boolean(),
  summary: PersonalWords,
});
export type Receipt = z.infer<typeof Receipt>;

export const JobView = z.object({
  jobId: Plain,
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  requestedBy: Plain,
  reason: PersonalContent.nullable(),
  createdAt: z.number(),
  finishedAt: z.number().nullable(),
  nextAttemptAt: z.number().nullable(),
  errorCode: Plain.nullable(),
  errorMessage: PersonalWords.nullable(),
  receipt: Receipt.nullable(),
  attempts: z.array(AttemptView),
});
export type JobView = z.infer<typeof JobView>;

/** The people's name of a job kind. */
export const jobNames: Record<JobKind, string> = {
  register: "Register in the backend",
  update: "Resync with the backend",
  resend_welcome: "Re-send welcome e-mail",
  restore: "Restore the CRM contact",
  link_existing: "Link both sides",
  archive: "Archive the CRM contact",
};
