import type { Doc, Id } from "../_generated/dataModel";

/**
 * What a mutation has changed that a link may depend on. Every write to users, contacts and jobs notes it here
 * (model/users.ts, model/contacts.ts, model/jobs.ts); `refreshLinks` then brings the neighbourhood up to date.
 */
export type Touched = {
  users: Set<Id<"users">>;
  contacts: Set<Id<"contacts">>;
  /** Contacts that have left the mirror, as they were. */
  goneContacts: Array<Doc<"contacts">>;
  /** CRM contact IDs that a user has begun or ceased to name. */
  contactIds: Set<string>;
  /** References of users that did not exist before. */
  newUserIds: Set<string>;
  /** User references that a contact has begun or ceased to name. */
  userIds: Set<string>;
};

export function newTouched(): Touched {
  return {
    users: new Set(),
    contacts: new Set(),
    goneContacts: [],
    contactIds: new Set(),
    newUserIds: new Set(),
    userIds: new Set(),
  };
}
