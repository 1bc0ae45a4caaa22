import { z } from "zod";
import { jobKinds } from "./link-state";
import { FieldChange } from "./webhooks-api";

/** The event types of the contract, as far as they are about somebody: such webhooks are in the audit. */
const webhookTypes = [
  "user.updated",
  "user.suspended",
  "user.reactivated",
  "user.deleted",
  "contact.created",
  "contact.updated",
  "contact.deleted",
] as const;

/** What can have happened, by the part of Tandem it belongs to, in the order in which people choose from it. */
export const auditActions = {
  users: [
    "resync",
    "re-send welcome",
    "soft-delete",
    "restore",
    "invite",
    "archive contact",
    "link",
    "resolve drift",
    "accept match",
    "reject match",
    "forget rejection",
    "release contact",
    "purge",
    "export person",
    "reveal",
    ...["hurry booking", "settle booking"],
    "import",
  ],
  portal: [
    ...["register", "ask for password", "set password", "send mail"],
    ...["ask for address", "confirm address", "change address", "change profile"],
    ...["book event"],
  ],
  desk: ["sign in", "sign out", "set up", "save view", "remove view"],
  operators: [
    "invite operator",
    "withdraw invitation",
    "join",
    "change role",
    "disable operator",
    "enable operator",
    "end sessions",
    "change password",
    "enrol second factor",
    "remove second factor",
    "reset second factor",
    "use recovery code",
    "new recovery codes",
    "step up",
    "refuse sign-in",
    "link sign-on",
    "unlink sign-on",
    "make reset link",
    "reset password",
  ],
  tokens: ["make token", "use token", "revoke token", "refuse token"],
  exports: ["export users", "export run", "export invitations", "export audit"],
  runs: [
    ...["run", "pause run", "resume run", "cancel run", "stop run"],
    ...["ask for run", "approve run", "reject run", "withdraw run", "lapse run"],
  ],
  replays: [
    "replay deliveries",
    "pause replay",
    "resume replay",
    "cancel replay",
    "stop replay",
    "acknowledge webhook failures",
  ],
  audit: ["refused", "new audit key", "remove personal values"],
  reconcile: ["reconcile"],
  backend: ["pause backend", "resume backend", "end wait for backend", "settings"],
  jobs: jobKinds.map((kind) => `job ${kind}` as const),
  webhooks: webhookTypes.map((type) => `webhook ${type}` as const),
} as const;
export type AuditArea = keyof typeof auditActions;
export type NamedAction = (typeof auditActions)[AuditArea][number];
/** Replays are named after the type of what was replayed, which may be any. */
export type AuditAction =
  NamedAction | `webhook ${string}` | `replay ${string}` | `replay unproven ${string}`;

/** What an event can be about beside a person. */
export const auditTargetKinds = ["run", "replay", "sweep", "operator", "token"] as const;

/** The IDs of those who act by themselves: Tandem, and the backend by its webhooks. */
export const actorsThemselves = ["tandem", "backend"] as const;

/** Values one filter may list: more than there are actions to choose from. */
export const MOST_CHOSEN = 120;

/** What of the audit is looked at. All that is given must hold; of a list any one. */
export const AuditFilter = z.object({
  /** Actor IDs; or `operators` or `members` for all of them. */
  actors: z.array(z.string().min(1).max(100)).max(MOST_CHOSEN).optional(),
  actions: z.array(z.string().min(1).max(150)).max(MOST_CHOSEN).optional(),
  /** Any ID of a person, as `users.get` takes it, or the ID of a run, a replay or a sweep. */
  about: z.string().trim().min(1).max(200).optional(),
  requestId: z.string().trim().min(1).max(100).optional(),
  /** Happened from then on, and before then. */
  from: z.number().optional(),
  to: z.number().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** Newest first. A page may be short, even empty, and have a next one: where a filter finds little among much. */
export const AuditListInput = AuditFilter.extend({
  cursor: z.string().nullish(),
  limit: z.int().min(1).max(200).default(50),
});

/** Something that happened: who did what to whom. `role` is unknown of what an older version wrote. */
export const AuditEvent = z.object({
  eventId: z.string(),
  at: z.number(),
  actor: z.object({
    ...{ kind: z.string(), id: z.string(), name: z.string(), role: z.string().nullable() },
    /** The API token by which they did it; `null` when they did it themselves. */
    token: z.object({ id: z.string(), name: z.string() }).nullable(),
  }),
  action: z.string(),
  summary: z.string(),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  /** Convex's own ID of the account. */
  userId: z.string().nullable(),
  contactId: z.string().nullable(),
  target: z.object({ kind: z.enum(auditTargetKinds), id: z.string() }).nullable(),
  /** The event ID of the webhook it tells of. */
  webhook: z.string().nullable(),
  requestId: z.string().nullable(),
  changes: z.array(FieldChange),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** The same with the person as they are called now; `null` when it is about nobody, or nobody who is still there. */
export const AuditRow = AuditEvent.extend({
  person: z.object({ linkId: z.string(), name: z.string() }).nullable(),
  /**
   * What the law had removed: its JSON pointers, such as `/changes/0/after`, and when that was last done, which an older
   * version did not note down.
   */
  removed: z.object({ paths: z.array(z.string()), at: z.number().nullable() }).nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** Where an event stands in the chain, and who has signed for it since; `checkpoint` is null until a server has. */
export const AuditPlace = z.object({
  seq: z.int(),
  hash: z.string(),
  prev: z.string(),
  checkpoint: z.object({ seq: z.int(), at: z.number(), keyId: z.string() }).nullable(),
});
export type AuditPlace = z.infer<typeof AuditPlace>;
/** One event with its place, which it is given within seconds; `null` before. */
export const AuditDetail = AuditRow.extend({ place: AuditPlace.nullable() });
export type AuditDetail = z.infer<typeof AuditDetail>;
export const AuditPage = z.object({ rows: z.array(AuditRow), nextCursor: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

/** The operators there are, for choosing one. */
export const AuditActors = z.array(z.object({ id: z.string(), name: z.string(), role: z.string() }));
