import { z } from "zod";
import { fieldSides } from "./drift";
import { fieldOwnerKinds } from "./field-owners";
import { Explanation } from "./explanation";
import { JobView } from "./jobs";
import { comparedFields, linkStates } from "./link-state";
import { commandNames, repairNames } from "./person-actions";
import { SYNC_ERROR_CODES } from "./sync-errors";
import { sortKeys, userStatuses } from "./users-list";
import {
  Plain,
  PersonalContent,
  PersonalEmail,
  PersonalName,
  PersonalPhone,
  PersonalValue,
  PersonalWords,
} from "./personal";

/** The console's view of people: inputs and outputs of the tRPC router `users`. Times are ms since epoch. */

export const SortBy = z.object({ key: z.enum(sortKeys), direction: z.enum(["asc", "desc"]) });
export type SortBy = z.infer<typeof SortBy>;

/** Which people. Empty means all. `query` is tried as an exact ID, e-mail or phone first, then as words. */
export const UsersFilter = z.object({
  query: z.string().max(200).optional(),
  states: z.array(z.enum(linkStates)).max(linkStates.length).optional(),
  statuses: z.array(z.enum(userStatuses)).max(3).optional(),
  errorCodes: z.array(z.string().max(64)).max(20).optional(),
  createdFrom: z.number().optional(),
  createdTo: z.number().optional(),
  /** When the row last changed in any way: its state, its sides, its tries. */
  changedFrom: z.number().optional(),
  changedTo: z.number().optional(),
});
export type UsersFilter = z.infer<typeof UsersFilter>;

/** One row of the join: one person. `userId` is the user's reference, `contactId` the CRM contact ID. */
export const UserLink = z.object({
  linkId: Plain,
  userId: Plain.nullable(),
  contactId: Plain.nullable(),
  frontendUserId: Plain.nullable(),
  name: PersonalName,
  email: PersonalEmail.nullable(),
  state: z.enum(linkStates),
  reason: Plain,
  userStatus: z.enum(userStatuses).nullable(),
  jobState: z.enum(["queued", "running", "waiting"]).nullable(),
  errorCode: Plain.nullable(),
  attempts: z.int(),
  nextAttemptAt: z.number().nullable(),
  createdAt: z.number(),
  lastSyncAt: z.number().nullable(),
  lastWebhookAt: z.number().nullable(),
  lastWebhookType: Plain.nullable(),
  updatedAt: z.number(),
});
export type UserLink = z.infer<typeof UserLink>;

export const UsersListInput = UsersFilter.extend({
  sort: SortBy.optional(),
  cursor: Plain.nullish(),
  limit: z.int().min(1).max(200).default(50),
});
/** `total.exact` is false when counting would cost more than it is worth: the count is then a lower bound. */
export const UsersPage = z.object({
  rows: z.array(UserLink),
  nextCursor: Plain.nullable(),
  total: z.object({ count: z.int(), exact: z.boolean() }),
});
export type UsersPage = z.infer<typeof UsersPage>;

/**
 * How many people are in each link state, of those that the rest of the filter finds. Not `exact`: counting ended after
 * the first thousand, and the counts are lower bounds.
 */
export const Facets = z.object({
  total: z.int(),
  states: z.record(z.enum(linkStates), z.int()),
  exact: z.boolean(),
});
export type Facets = z.infer<typeof Facets>;

/** A link ID, a user's ID or reference, a CRM contact ID or a frontend user ID. */
export const PersonRef = z.object({ id: z.string().min(1).max(200) });

const Side = z.object({
  email: PersonalEmail.nullable(),
  firstName: PersonalName.nullable(),
  lastName: PersonalName.nullable(),
  phone: PersonalPhone.nullable(),
});

/** The Convex side. `otherFields` are shown but not compared (salutation, organisation, …). */
export const UserSide = Side.extend({
  userId: Plain,
  convexId: Plain,
  status: z.enum(userStatuses),
  crmContactId: Plain.nullable(),
  frontendUserId: Plain.nullable(),
  createdAt: z.number(),
  deletedAt: z.number().nullable(),
  deletionReason: PersonalContent.nullable(),
  /** Of who is soft-deleted: until when they can be restored. */
  purgesAt: z.number().nullable(),
  suspendedAt: z.number().nullable(),
  otherFields: z.record(Plain, PersonalName),
});
export type UserSide = z.infer<typeof UserSide>;

/** The CRM side. `source` says whether it was read from the CRM just now or is the mirror, and why. */
export const ContactSide = Side.extend({
  contactId: Plain,
  name: PersonalName,
  status: Plain,
  convexUserId: Plain.nullable(),
  frontendUserId: Plain.nullable(),
  company: PersonalName.nullable(),
  tags: z.array(Plain),
  createdAt: z.number(),
  updatedAt: z.number(),
  source: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("live"), readAt: z.number() }),
    z.object({
      ...{ kind: z.literal("mirror"), readAt: z.number(), because: PersonalWords },
      /** The same as `because`, for who words it in another language: `gone`, an error class, or not known. */
      code: z.enum(["gone", ...SYNC_ERROR_CODES]).nullable(),
    }),
  ]),
});
export type ContactSide = z.infer<typeof ContactSide>;

export const FieldRow = z.object({
  field: z.enum(comparedFields),
  convex: PersonalValue.nullable(),
  crm: PersonalValue.nullable(),
  /** What the backend last said of it by webhook, and when, by its own clock. */
  lastWebhook: PersonalValue.nullable(),
  lastWebhookAt: z.number().nullable(),
  differs: z.boolean(),
  /** Who is right about it when the sides differ, by the settings. */
  owner: z.enum(fieldOwnerKinds),
  /** Which side's value a resync keeps: the owner's, or the only one there is; `null` while they agree. */
  keeps: z.enum(fieldSides).nullable(),
});
export type FieldRow = z.infer<typeof FieldRow>;

/** What the operator may press, and when not, why not. */
export const Availability = z.object({ allowed: z.boolean(), why: Plain.nullable() });

export const TimelineEvent = z.object({
  id: Plain,
  at: z.number(),
  actor: Plain,
  /** The name of the API token by which they did it. */
  token: Plain.optional(),
  action: Plain,
  summary: PersonalWords,
  outcome: Plain.nullable(),
  changes: z.array(
    z.object({ field: Plain, before: PersonalValue.nullable(), after: PersonalValue.nullable() }),
  ),
  reason: PersonalContent.nullable(),
  /** Of a webhook: its event ID, by which the webhook log finds it. */
  webhook: Plain.optional(),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;
/** What somebody may want to see of a timeline alone: who did it. A webhook is the backend's doing. */
export const timelineKinds = ["webhooks", "jobs", "portal", "operators"] as const;
export type TimelineKind = (typeof timelineKinds)[number];
export const TimelineInput = PersonRef.extend({
  kinds: z.array(z.enum(timelineKinds)).max(timelineKinds.length).optional(),
  cursor: Plain.nullish(),
});

export const TimelineRecordInput = PersonRef.extend({ eventId: z.string().min(1).max(200) });
/** An event as it is kept; of a webhook also what it brought, as it came. Both are text, `null` for who may not read it. */
export const TimelineRecord = z.object({
  record: PersonalContent.nullable(),
  payload: PersonalContent.nullable(),
});

export const TimelinePage = z.object({ events: z.array(TimelineEvent), nextCursor: Plain.nullable() });

export const UserWebhook = z.object({
  attemptId: Plain,
  deliveryId: Plain.nullable(),
  eventId: Plain.nullable(),
  type: Plain.nullable(),
  outcome: Plain,
  cause: Plain.nullable(),
  receivedAt: z.number(),
});
export type UserWebhook = z.infer<typeof UserWebhook>;

/** The newest invitation of a contact, as the console shows it. */
export const InvitationView = z.object({
  state: z.enum(["open", "used", "expired"]),
  createdBy: Plain,
  createdAt: z.number(),
  expiresAt: z.number(),
  usedAt: z.number().nullable(),
});
export type InvitationView = z.infer<typeof InvitationView>;

export const UserDetail = z.object({
  row: UserLink,
  user: UserSide.nullable(),
  contact: ContactSide.nullable(),
  fields: z.array(FieldRow),
  explanation: Explanation,
  commands: z.record(z.enum(commandNames), Availability),
  repairs: z.record(z.enum(repairNames), Availability),
  invitation: InvitationView.nullable(),
  jobs: z.array(JobView),
  webhooks: z.array(UserWebhook),
});
export type UserDetail = z.infer<typeof UserDetail>;

export const SoftDeleteInput = PersonRef.extend({
  reason: z.string().trim().min(3, "Say why, in at least 3 characters.").max(500),
});
export const RestoreInput = PersonRef.extend({ reason: z.string().trim().max(500).optional() });
export const ResendWelcomeInput = PersonRef.extend({ reason: z.string().trim().max(500).optional() });

/** A command that needs the backend becomes a job; the outcome is in `users.get` once it has been read back. */
export const CommandResult = z.object({ linkId: Plain, jobId: Plain.nullable() });
export type CommandResult = z.infer<typeof CommandResult>;
