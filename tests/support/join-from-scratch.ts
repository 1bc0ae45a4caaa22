import {
  deriveLink,
  type ContactFacts,
  type JobFacts,
  type LinkState,
  type Match,
  type UserFacts,
} from "../../shared/link-state";
import { emailKey } from "../../shared/normalize";

/**
 * The join computed from nothing but the rules (contracts, "link states"), with whole lists and connected components
 * and no index: what `links` must equal after any sequence of changes.
 */
export type ScratchUser = UserFacts & { job?: JobFacts | null };
export type ScratchRow = {
  userId: string | null;
  contactId: string | null;
  state: LinkState;
  reason: string;
};

/** A pair that somebody has rejected, by the user's reference and the CRM contact ID. */
export type Rejection = { userId: string; contactId: string };

export function joinFromScratch(
  users: ScratchUser[],
  contacts: ContactFacts[],
  rejections: Rejection[] = [],
): ScratchRow[] {
  const groups = groupByReference(users, contacts);
  const pairs = pairByEmail(users, contacts, groups, rejections);
  return [
    ...users.map((user) => userRow(user, users, contacts, groups, pairs)),
    ...contacts.flatMap((contact) => contactRow(contact, groups, pairs)),
  ];
}

type Group = { users: Set<ScratchUser>; contacts: Set<ContactFacts> };
type Groups = Map<ScratchUser | ContactFacts, Group>;

function groupByReference(users: ScratchUser[], contacts: ContactFacts[]): Groups {
  const userById = new Map(users.map((user) => [user.id, user]));
  const contactById = new Map(contacts.map((contact) => [contact.id, contact]));
  const groups: Groups = new Map();
  const join = (user: ScratchUser | undefined, contact: ContactFacts | undefined) => {
    if (!user || !contact) return;
    const a = groups.get(user) ?? { users: new Set([user]), contacts: new Set() };
    const b = groups.get(contact) ?? { users: new Set(), contacts: new Set([contact]) };
    const both = {
      users: new Set([...a.users, ...b.users]),
      contacts: new Set([...a.contacts, ...b.contacts]),
    };
    for (const member of [...both.users, ...both.contacts]) groups.set(member, both);
  };
  for (const user of users) if (user.crmContactId) join(user, contactById.get(user.crmContactId));
  for (const contact of contacts) if (contact.convexUserId) join(userById.get(contact.convexUserId), contact);
  return groups;
}

type Pairs = {
  partner: Map<ScratchUser | ContactFacts, ScratchUser | ContactFacts>;
  ambiguous: Set<ScratchUser | ContactFacts>;
};

function pairByEmail(
  users: ScratchUser[],
  contacts: ContactFacts[],
  groups: Groups,
  rejections: Rejection[],
): Pairs {
  const leftUsers = users.filter((user) => !user.deleted && !user.crmContactId && !groups.has(user));
  const leftContacts = contacts.filter(
    (contact) => !contact.archived && !contact.convexUserId && !groups.has(contact),
  );
  const possible = leftUsers.flatMap((user) =>
    leftContacts
      .filter(({ id }) => !rejections.some(({ userId, contactId }) => userId === user.id && contactId === id))
      .filter(({ email }) => emailKey(email) !== null && emailKey(email) === emailKey(user.email))
      .map((contact) => ({ user, contact })),
  );
  const pairs: Pairs = { partner: new Map(), ambiguous: new Set() };
  for (const { user, contact } of possible) {
    const isOnly = possible.every((pair) => (pair.user === user) === (pair.contact === contact));
    if (isOnly) pairs.partner.set(user, contact).set(contact, user);
    else pairs.ambiguous.add(user).add(contact);
  }
  return pairs;
}

function userRow(
  user: ScratchUser,
  users: ScratchUser[],
  contacts: ContactFacts[],
  groups: Groups,
  pairs: Pairs,
) {
  const group = groups.get(user);
  const partner = pairs.partner.get(user) as ContactFacts | undefined;
  const named = contacts.find(({ id }) => id === user.crmContactId);
  const naming = contacts
    .filter(({ convexUserId }) => convexUserId === user.id)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const contact = (group ? (named ?? naming[0]) : partner) ?? null;
  const match: Match = group
    ? {
        by: "reference",
        pair: group.users.size === 1 && group.contacts.size === 1,
        namedBy: users.filter(({ crmContactId }) => crmContactId === contact?.id).length,
      }
    : { by: partner ? "email" : pairs.ambiguous.has(user) ? "ambiguous_email" : "alone" };
  const derived = deriveLink({ user, contact, match, job: user.job ?? null });
  return { userId: user.id, contactId: contact?.id ?? null, ...derived };
}

function contactRow(contact: ContactFacts, groups: Groups, pairs: Pairs): ScratchRow[] {
  if (pairs.partner.has(contact) || groups.has(contact)) return [];
  const match: Match = { by: pairs.ambiguous.has(contact) ? "ambiguous_email" : "alone" };
  return [{ userId: null, contactId: contact.id, ...deriveLink({ user: null, contact, match }) }];
}
