import { whyNot } from "./fixed-sentences";
import type { OpenJobState } from "./jobs";
import type { LinkState } from "./link-state";
import { mayDo, type Permission, type Role } from "./permissions";
import { say, type Said } from "./sentence";

/** What can be done to one person: which of it makes sense now, and why not the rest. Enforced by the Convex functions. */
export const commandNames = ["resync", "softDelete", "restore", "resendWelcome"] as const;
export type CommandName = (typeof commandNames)[number];
/** The repairs that need a person's judgement: repairs-api.ts. */
export const repairNames = ["resolveDrift", "reviewMatch", "invite", "archiveContact"] as const;
export type RepairName = (typeof repairNames)[number];
export const personActions = [...commandNames, ...repairNames] as const;
export type PersonAction = (typeof personActions)[number];

/** What a command goes by. */
export type CommandFacts = { state: LinkState; hasAccount: boolean; hasFrontendUser: boolean };
/** What a repair goes by. `wantedByOther`: a living account beside the user has a claim on the contact. */
export type RepairFacts = {
  state: LinkState;
  reason: string;
  hasAccount: boolean;
  contact: "none" | "active" | "archived";
  wantedByOther: boolean;
  /** `nextAttemptAt` in ms since epoch. */
  job: { state: OpenJobState | undefined; attempts: number; nextAttemptAt: number | undefined };
};

export type WhyNot = Said<typeof whyNot>;
/** `now` in ms since epoch. */
type Rule<Facts> = (facts: Facts, now: number) => WhyNot | null;

const notResyncable: Partial<Record<LinkState, WhyNot>> = {
  crm_only: whyNot.onlyContact,
  conflict: whyNot.conflict,
  deleted: whyNot.softDeleted,
};

/** Why each command makes no sense for a person in this state, or `null` where it does. */
export const commandRules: Record<CommandName, Rule<CommandFacts>> = {
  resync: ({ state }) => notResyncable[state] ?? null,
  softDelete: ({ state, hasAccount }) => {
    if (!hasAccount) return whyNot.nothingToDelete;
    return state === "deleted" ? whyNot.alreadyDeleted : null;
  },
  restore: ({ state }) => (state === "deleted" ? null : whyNot.onlyDeleted),
  resendWelcome: ({ state, hasAccount, hasFrontendUser }) => {
    if (!hasAccount || state === "deleted") return whyNot.nothingToWelcome;
    return hasFrontendUser ? null : whyNot.notKnownYet;
  },
};

/** The same for each repair. */
export const repairRules: Record<RepairName, Rule<RepairFacts>> = {
  resolveDrift: mayResolveDrift,
  reviewMatch: mayReviewMatch,
  invite: ({ state, contact }) => {
    if (state !== "crm_only" || contact === "none") return whyNot.onlyContactInvited;
    return contact === "archived" ? whyNot.contactArchived : null;
  },
  archiveContact: mayArchive,
};

/** The row may say `linked` while the CRM has moved on without a webhook, and `failed` after a resync that failed. */
function mayResolveDrift({ state, reason, hasAccount, contact, job }: RepairFacts, now: number) {
  const notBegun = state === "pending" && reason === "update" && job.state === "queued" && job.attempts === 0;
  if (state === "pending" && !notBegun) return underWay(job.state, job.nextAttemptAt, now);
  const holds = notBegun || state === "drifted" || state === "linked" || state === "failed";
  return holds && hasAccount && contact !== "none" ? null : whyNot.nothingToSettle;
}

/** Also where nobody matches: the two may share a phone number, or were rejected before. */
function mayReviewMatch({ state, job }: RepairFacts, now: number) {
  switch (state) {
    case "pending":
      return underWay(job.state, job.nextAttemptAt, now);
    case "deleted":
      return whyNot.softDeleted;
    case "linked":
    case "drifted":
      return whyNot.notInDoubt;
    default:
      return null;
  }
}

function mayArchive({ state, hasAccount, contact, wantedByOther }: RepairFacts) {
  if (!hasAccount) return whyNot.contactAlone;
  if (contact !== "active") return whyNot.noActiveContact;
  if (wantedByOther) return whyNot.otherAccount;
  return state === "deleted" || state === "conflict" ? null : whyNot.livingAccount;
}

/** Why a repair has to wait for a job, and for how long. Times in ms since epoch. */
export function underWay(
  jobState: string | undefined,
  nextAttemptAt: number | undefined,
  now: number,
): WhyNot {
  if (jobState !== "waiting" || nextAttemptAt === undefined) return whyNot.jobUnderWay;
  const minutes = Math.max(1, Math.ceil((nextAttemptAt - now) / 60_000));
  return say(whyNot.jobWaits, { minutes });
}

/** The right that each action takes. */
export const actionPermissions = {
  resync: "users.resync",
  softDelete: "users.softDelete",
  restore: "users.softDelete",
  resendWelcome: "users.resendWelcome",
  resolveDrift: "users.resolveDrift",
  reviewMatch: "users.reviewMatch",
  invite: "users.invite",
  archiveContact: "users.archiveContact",
} as const satisfies Record<PersonAction, Permission>;

/** Which actions come to nothing while work for the backend is paused. */
const needsBackend: Record<PersonAction, boolean> = {
  resync: true,
  softDelete: false,
  restore: false,
  resendWelcome: true,
  resolveDrift: true,
  reviewMatch: false,
  invite: false,
  archiveContact: true,
};

/** Whether an action is possible, as the server told: shared/users-api.ts. */
type Availability = { allowed: boolean; why: string | null };
export type Refusal = { by: "role" } | { by: "state"; why: string } | { by: "paused" };

/**
 * Why somebody cannot do this now, or `null` when they can: their right first, which waiting will not change, then the
 * person's state, then the backend.
 */
export function refusalOf(
  action: PersonAction,
  { role, availability, paused }: { role: Role; availability: Availability; paused: boolean },
): Refusal | null {
  if (!mayDo(role, actionPermissions[action])) return { by: "role" };
  if (!availability.allowed) return { by: "state", why: availability.why ?? whyNot.notPossible };
  return paused && needsBackend[action] ? { by: "paused" } : null;
}
