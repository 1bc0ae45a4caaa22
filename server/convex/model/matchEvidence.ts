import { evidenceSays } from "../../../shared/evidence-sentences";
import type { Evidence } from "../../../shared/repairs-api";
import { say } from "../../../shared/sentence";
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
  compared("email", emailKey, pair.user.email, pair.contact.email),
  compared("phone", phoneKey, pair.user.phone, pair.contact.phone),
  compared("name", nameKey, fullName(pair.user), fullName(pair.contact)),
  created(pair),
  claimants(pair),
  ...(pair.contact.archived ? [against("archived", evidenceSays.archived)] : []),
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
  if (!user.crmContactId) return neutral("user_names_contact", evidenceSays.namesNoContact);
  return user.crmContactId === contact.crmId
    ? supports("user_names_contact", evidenceSays.namesContact)
    : against("user_names_contact", say(evidenceSays.namesOtherContact, { id: user.crmContactId }));
}

function contactNames({ user, contact }: PairFacts): Evidence {
  if (!contact.convexUserId) return neutral("contact_names_user", evidenceSays.namesNoUser);
  return contact.convexUserId === user.ref
    ? supports("contact_names_user", evidenceSays.namesUser)
    : against("contact_names_user", say(evidenceSays.namesOtherUser, { id: contact.convexUserId }));
}

const says = {
  email: { one: evidenceSays.oneEmail, same: evidenceSays.sameEmail, other: evidenceSays.otherEmail },
  phone: { one: evidenceSays.onePhone, same: evidenceSays.samePhone, other: evidenceSays.otherPhone },
  name: { one: evidenceSays.oneName, same: evidenceSays.sameName, other: evidenceSays.otherName },
} as const;

function compared(
  kind: keyof typeof says,
  keyOf: (value: string | undefined) => string | null,
  ofUser = "",
  ofContact = "",
): Evidence {
  const [a, b] = [keyOf(ofUser), keyOf(ofContact)];
  const { one, same, other } = says[kind];
  if (a === null || b === null) return neutral(kind, one);
  return a === b
    ? supports(kind, say(same, { value: ofUser }))
    : against(kind, say(other, { account: ofUser, contact: ofContact }));
}

const fullName = ({ firstName, lastName }: Known) => [firstName, lastName].filter(Boolean).join(" ");

function created({ user, contact }: PairFacts): Evidence {
  const apart = Math.abs(user.createdAt - contact.createdAt);
  if (apart <= SOON_MS) {
    const count = Math.max(1, Math.ceil(apart / 60_000));
    const within = count === 1 ? evidenceSays.madeWithinMinute : say(evidenceSays.madeWithin, { count });
    return supports("created", within);
  }
  const count = Math.floor(apart / DAY_MS);
  if (count === 0) return neutral("created", evidenceSays.madeLessThanDay);
  return neutral("created", count === 1 ? evidenceSays.madeDayApart : say(evidenceSays.madeApart, { count }));
}

function claimants({ otherClaimants: count }: PairFacts): Evidence {
  if (count === 0) return neutral("other_claimants", evidenceSays.noOtherClaimant);
  const theirs = count === 1 ? evidenceSays.otherClaimant : say(evidenceSays.otherClaimants, { count });
  return against("other_claimants", theirs);
}
