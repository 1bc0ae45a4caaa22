import type { Evidence } from "../../../shared/repairs-api";
import { emailKey, nameKey, phoneKey } from "../../../shared/normalize";

/** Registration and sync are seconds apart, so what was made within an hour may well be one act. In ms. */
const SOON_MS = 3_600_000;
const DAY_MS = 24 * SOON_MS;

type Known = {
  email?: string | undefined;
  phone?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  createdAt: number;
};
export type PairFacts = {
  user: Known & { ref: string; crmContactId?: string | undefined };
  contact: Known & { crmId: string; convexUserId?: string | undefined; archived: boolean };
  /** Other accounts that store the contact's ID. */
  otherClaimants: number;
};

/** What speaks for and against an account and a contact being one person, the strongest kind first. */
export const evidenceFor = (pair: PairFacts): Evidence[] => [
  userNames(pair),
  contactNames(pair),
  compared("email", "e-mail address", emailKey, pair.user.email, pair.contact.email),
  compared("phone", "phone number", phoneKey, pair.user.phone, pair.contact.phone),
  compared("name", "name", nameKey, fullName(pair.user), fullName(pair.contact)),
  created(pair),
  claimants(pair),
  ...(pair.contact.archived ? [against("archived", "The contact is archived.")] : []),
];

const weights: Partial<Record<Evidence["kind"], number>> = {
  user_names_contact: 8,
  contact_names_user: 8,
  email: 6,
  phone: 3,
  name: 2,
  created: 1,
  archived: 4,
};

/** How well a pair fits; only good for sorting. */
export const strengthOf = (evidence: Evidence[]): number =>
  evidence.reduce((sum, { kind, verdict }) => sum + (weights[kind] ?? 0) * signs[verdict], 0);
const signs = { for: 1, neutral: 0, against: -0.5 };

const evidence = (verdict: Evidence["verdict"]) => (kind: Evidence["kind"], sentence: string) => ({
  kind,
  verdict,
  sentence,
});
const supports = evidence("for");
const against = evidence("against");
const neutral = evidence("neutral");

function userNames({ user, contact }: PairFacts): Evidence {
  if (!user.crmContactId) return neutral("user_names_contact", "The account stores no contact's ID.");
  return user.crmContactId === contact.crmId
    ? supports("user_names_contact", "The account stores this contact's ID.")
    : against("user_names_contact", `The account stores another contact's ID, ${user.crmContactId}.`);
}

function contactNames({ user, contact }: PairFacts): Evidence {
  if (!contact.convexUserId) return neutral("contact_names_user", "The contact stores no account's ID.");
  return contact.convexUserId === user.ref
    ? supports("contact_names_user", "The contact stores this account's ID.")
    : against("contact_names_user", `The contact stores another account's ID, ${contact.convexUserId}.`);
}

function compared(
  kind: Evidence["kind"],
  what: string,
  keyOf: (value: string | undefined) => string | null,
  ofUser: string | undefined,
  ofContact: string | undefined,
): Evidence {
  const [a, b] = [keyOf(ofUser), keyOf(ofContact)];
  if (a === null || b === null) return neutral(kind, `Only one side has a ${what}, or neither.`);
  return a === b
    ? supports(kind, `Both have the ${what} ${ofUser}.`)
    : against(kind, `The ${what} differs: ${ofUser} and ${ofContact}.`);
}

const fullName = ({ firstName, lastName }: Known) => [firstName, lastName].filter(Boolean).join(" ");

function created({ user, contact }: PairFacts): Evidence {
  const apart = Math.abs(user.createdAt - contact.createdAt);
  if (apart <= SOON_MS) {
    return supports("created", `Made within ${counted(Math.max(1, Math.ceil(apart / 60_000)), "minute")}.`);
  }
  const days = Math.floor(apart / DAY_MS);
  return neutral("created", `Made ${days > 0 ? counted(days, "day") : "less than a day"} apart.`);
}

function claimants({ otherClaimants: n }: PairFacts): Evidence {
  return n === 0
    ? neutral("other_claimants", "No other account stores this contact's ID.")
    : against("other_claimants", `${counted(n, "other account")} ${n === 1 ? "stores" : "store"} its ID.`);
}

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
