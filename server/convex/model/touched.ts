import type { Doc, Id } from "../_generated/dataModel";
import type { SyncFact } from "./syncFacts";

/**
 * What a mutation has changed that a link may depend on. Every write to users, contacts and jobs notes it here
 * (model/users.ts, model/contacts.ts, model/jobs.ts); `refreshLinks` then brings the neighbourhood up to date.
 */
export type Touched = {
  users: Set<Id<"users">>;
  /** Users of whom nothing has changed but their jobs, and perhaps when they were last synced. */
  jobs: Map<Id<"users">, MovedJob>;
  contacts: Set<Id<"contacts">>;
  /** Users whom the mutation has found to be a pair with this contact, each naming the other and nobody else. */
  pairs: Map<Id<"users">, Id<"contacts">>;
  /** Rows that the mutation has read, as they are until `refreshLinks` writes them (`rowOfUser`). */
  rows: Map<Id<"users">, Doc<"links">>;
  /** Contacts that have left the mirror, as they were. */
  goneContacts: Array<Doc<"contacts">>;
  /** What counters have to be added to, by name; `refreshLinks` books them with its own. */
  counted: Map<string, number>;
  /** What is to be counted of the work for the backend (model/syncFacts.ts); `refreshLinks` books it. */
  syncFacts: SyncFact[];
  /** CRM contact IDs that a user has begun or ceased to name. */
  contactIds: Set<string>;
  /** E-mail addresses that an account has given up: for somebody else perhaps, of whom an event has told it. */
  freedEmails: Set<string>;
  /** E-mail addresses within which somebody has decided who does not belong to whom, or taken that back. */
  reviewedEmails: Set<string>;
  /** References of users that did not exist before. */
  newUserIds: Set<string>;
  /** User references that a contact has begun or ceased to name. */
  userIds: Set<string>;
};

/** Adds one, or takes one away, in this transaction. */
export function countOne({ counted }: Touched, name: string, delta: 1 | -1 = 1): void {
  counted.set(name, (counted.get(name) ?? 0) + delta);
}

/** Whether nothing was changed by which people name each other. Then pairs that were found are still such. */
export const isNamingUntouched = (touched: Touched): boolean =>
  touched.goneContacts.length === 0 &&
  [touched.contacts, touched.contactIds, touched.newUserIds, touched.userIds].every(({ size }) => size === 0);

/** What the mutation knows already of a user whose job has moved, so that it need not be read again. */
export type MovedJob = {
  /** Ms since epoch. */
  lastSyncAt?: number;
  /** The newest open job. */
  open?: JobColumns;
  /** The job that has just ended. */
  ended?: JobColumns;
};

/** What a row shows of a job. */
export type JobColumns = Pick<
  Doc<"syncJobs">,
  "kind" | "lane" | "state" | "attempt" | "spared" | "wakeAt" | "errorCode" | "finishedAt"
>;

/** Notes that a user's job has moved, or that they were synced. */
export function noteJob(touched: Touched, user: Id<"users">, known: MovedJob = {}): void {
  const { open: _open, ended: _ended, ...synced } = touched.jobs.get(user) ?? {};
  touched.jobs.set(user, { ...synced, ...known });
}

export function newTouched(): Touched {
  return {
    users: new Set(),
    jobs: new Map(),
    counted: new Map(),
    syncFacts: [],
    contacts: new Set(),
    pairs: new Map(),
    rows: new Map(),
    goneContacts: [],
    contactIds: new Set(),
    freedEmails: new Set(),
    reviewedEmails: new Set(),
    newUserIds: new Set(),
    userIds: new Set(),
  };
}
