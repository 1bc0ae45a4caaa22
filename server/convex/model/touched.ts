import type { Doc, Id } from "../_generated/dataModel";

/**
 * What a mutation has changed that a link may depend on. Every write to users, contacts and jobs notes it here
 * (model/users.ts, model/contacts.ts, model/jobs.ts); `refreshLinks` then brings the neighbourhood up to date.
 */
export type Touched = {
  users: Set<Id<"users">>;
  /** Users of whom nothing has changed but their jobs, and perhaps when they were last synced (ms since epoch). */
  jobs: Map<Id<"users">, { lastSyncAt?: number }>;
  contacts: Set<Id<"contacts">>;
  /** Contacts that have left the mirror, as they were. */
  goneContacts: Array<Doc<"contacts">>;
  /** CRM contact IDs that a user has begun or ceased to name. */
  contactIds: Set<string>;
  /** E-mail addresses within which somebody has decided who does not belong to whom, or taken that back. */
  reviewedEmails: Set<string>;
  /** References of users that did not exist before. */
  newUserIds: Set<string>;
  /** User references that a contact has begun or ceased to name. */
  userIds: Set<string>;
};

/** Notes that a user's job has moved, or when they were last synced (ms since epoch). */
export function noteJob(touched: Touched, user: Id<"users">, lastSyncAt?: number): void {
  touched.jobs.set(user, { ...touched.jobs.get(user), ...(lastSyncAt === undefined ? {} : { lastSyncAt }) });
}

export function newTouched(): Touched {
  return {
    users: new Set(),
    jobs: new Map(),
    contacts: new Set(),
    goneContacts: [],
    contactIds: new Set(),
    reviewedEmails: new Set(),
    newUserIds: new Set(),
    userIds: new Set(),
  };
}
