import { z } from "zod";
import { fieldSides } from "./drift";
import { jobStates, Receipt } from "./jobs";
import { comparedFields } from "./link-state";
import { PersonRef } from "./users-api";
import {
  Plain,
  PersonalContent,
  PersonalEmail,
  PersonalName,
  PersonalPhone,
  PersonalValue,
  PersonalWords,
} from "./personal";

/**
 * Repairs of single people that need a person's judgement: inputs and outputs of the tRPC router `users`, beside the
 * plain commands in users-api.ts. Times are ms since epoch.
 */
const Why = z.string().trim().min(3, "Say why, in at least 3 characters.").max(500);

/** Which side's value to take, per compared field. A field that is left out goes by its owner. */
export const FieldChoices = z
  .partialRecord(z.enum(comparedFields), z.enum(fieldSides))
  .refine((choices) => Object.keys(choices).length > 0, { message: "Choose a side for at least one field." });

/**
 * `users.resolveDrift` answers a `CommandResult`. It fails with `needs_confirmation` and the field's name when a
 * choice would overwrite the value of the side that owns the field; `confirmOverwrite` says that this is meant.
 */
export const ResolveDriftInput = PersonRef.extend({
  choices: FieldChoices,
  /** What the side that is not taken was shown to hold, per chosen field; `conflict` where it holds another value now. */
  shown: z.partialRecord(z.enum(comparedFields), PersonalValue.nullable()).default({}),
  confirmOverwrite: z.boolean().default(false),
  reason: z.string().trim().max(500).optional(),
});

/** What speaks for or against two records being one person. */
export const evidenceKinds = [
  "user_names_contact",
  "contact_names_user",
  "email",
  "phone",
  "name",
  "created",
  "other_claimants",
  "archived",
] as const;
export const Evidence = z.object({
  kind: z.enum(evidenceKinds),
  verdict: z.enum(["for", "against", "neutral"]),
  /** One sentence for people. It may hold names and addresses. */
  sentence: PersonalContent,
});
export type Evidence = z.infer<typeof Evidence>;

/** Another account that stores the ID of the same contact; accepting a match takes it away from them. */
export const Claimant = z.object({
  userId: Plain,
  name: PersonalName,
  email: PersonalEmail.nullable(),
  deleted: z.boolean(),
});
export type Claimant = z.infer<typeof Claimant>;

/**
 * One possible pair. `userId` and `contactId` are what `acceptMatch` and `rejectMatch` take, whichever of the two was
 * asked about; the rest describes `other`, the side that was not.
 */
export const MatchCandidate = z.object({
  userId: Plain,
  contactId: Plain,
  other: z.enum(["user", "contact"]),
  name: PersonalName,
  email: PersonalEmail.nullable(),
  phone: PersonalPhone.nullable(),
  status: Plain,
  createdAt: z.number(),
  evidence: z.array(Evidence),
  claimants: z.array(Claimant),
  /** Whether it may be accepted or rejected now; `null` means yes, else why not. */
  acceptBlocked: PersonalWords.nullable(),
  rejectBlocked: PersonalWords.nullable(),
});
export type MatchCandidate = z.infer<typeof MatchCandidate>;

/** What somebody decided about a pair. */
export const MatchDecision = z.object({
  userId: Plain,
  contactId: Plain,
  name: PersonalName,
  verdict: z.enum(["accepted", "rejected"]),
  decidedBy: Plain,
  decidedAt: z.number(),
  reason: PersonalContent,
});
export type MatchDecision = z.infer<typeof MatchDecision>;

/** At most this many candidates are shown; in dirty data hundreds share an e-mail. */
export const MOST_CANDIDATES = 20;

/** `users.matchCandidates({ id })`. The best first. `decisions` are those already made, rejections to be undone. */
export const MatchCandidates = z.object({
  candidates: z.array(MatchCandidate),
  /** There are more than are shown. */
  more: z.boolean(),
  decisions: z.array(MatchDecision),
});
export type MatchCandidates = z.infer<typeof MatchCandidates>;

/** `users.acceptMatch` and `users.rejectMatch`, each answering a `CommandResult`. `id` is the account's side. */
export const DecideMatchInput = PersonRef.extend({ contactId: z.string().min(1).max(200), reason: Why });
/** `users.forgetRejection` answers a `CommandResult`; the pair may be offered and matched again. */
export const ForgetRejectionInput = DecideMatchInput.omit({ reason: true });

/** `users.archiveContact` answers a `CommandResult`. Only where the contact is in somebody's way. */
export const ArchiveContactInput = PersonRef.extend({ reason: Why });

/** `users.invite`. The link is shown this once: only its hash is stored. */
export const InviteInput = PersonRef.extend({ reason: Why });
/** `path` begins with a slash and belongs behind the address of this console. */
export const InviteResult = z.object({ linkId: Plain, path: Plain, expiresAt: z.number() });
export type InviteResult = z.infer<typeof InviteResult>;

/** `portal.invitation({ token })`: what the form is filled in with, or `null` when the link is no good any more. */
export const InvitationInput = z.object({ token: z.string().min(1).max(100) });
export const InvitedPerson = z.object({
  email: PersonalEmail,
  firstName: PersonalName,
  lastName: PersonalName,
});
export type InvitedPerson = z.infer<typeof InvitedPerson>;

/** The way of one user through a resync. */
export const traceSteps = ["find", "match", "compare", "plan", "write", "read_back"] as const;
export const TraceStep = z.object({
  step: z.enum(traceSteps),
  /** `skipped`: not done in a dry run, or because an earlier step left nothing to do. */
  status: z.enum(["ok", "failed", "skipped"]),
  sentence: PersonalWords,
  /** The values at this step, as they were read or would be written. `null` is missing. */
  values: z.array(z.object({ name: Plain, value: PersonalValue.nullable() })),
  durationMs: z.number(),
});
export type TraceStep = z.infer<typeof TraceStep>;

/**
 * `users.trace({ id })` is a query and reads only; `users.traceForReal({ id })` is a mutation: it enqueues the job,
 * waits for its attempt up to 10 s and answers with what it did. `job` is `null` in a dry run and where nothing was
 * to be done; its `receipt` is `null` as long as it has not succeeded.
 */
export const Trace = z.object({
  dryRun: z.boolean(),
  steps: z.array(TraceStep),
  job: z.object({ jobId: Plain, state: z.enum(jobStates), receipt: Receipt.nullable() }).nullable(),
});
export type Trace = z.infer<typeof Trace>;
