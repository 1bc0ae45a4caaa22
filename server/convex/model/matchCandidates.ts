import {
  MOST_CANDIDATES,
  type Claimant,
  type Evidence,
  type MatchCandidate,
} from "../../../shared/repairs-api";
import type { QueryCtx } from "../_generated/server";
import { contactByCrmId, isArchived, type Contact } from "./contacts";
import { rejectionsOfContact, rejectionsOfUser } from "./decisions";
import type { Pair } from "./decideMatch";
import { contactName, fullName, statusOf } from "./linkRow";
import { contactsNaming, usersNaming } from "./match";
import { evidenceFor, strengthOf } from "./matchEvidence";
import { acceptBlocked, rejectBlocked } from "./matchRules";
import { isDeleted } from "./shutOut";
import { userRef, type User } from "./users";

/** People looked at per way of finding them: by ID, by e-mail, by phone. */
const PER_WAY = MOST_CANDIDATES + 1;

/** `more`: there are others, less likely. */
type Candidates = { candidates: MatchCandidate[]; more: boolean };

/** The contacts that may be this user's, the likeliest first. */
export async function contactsLike(ctx: QueryCtx, user: User): Promise<Candidates> {
  const { emailKey, phoneKey, crmContactId } = user;
  const named = crmContactId ? await contactByCrmId(ctx, crmContactId) : null;
  const found = [
    ...(named ? [named] : []),
    ...(await contactsNaming(ctx, userRef(user), PER_WAY)),
    ...(emailKey ? await contactsWith(ctx, "emailKey", emailKey) : []),
    ...(phoneKey ? await contactsWith(ctx, "phoneKey", phoneKey) : []),
  ];
  const rejected = new Set((await rejectionsOfUser(ctx, user._id)).map(({ contactId }) => contactId));
  const fitting = distinct(found).filter(({ crmId }) => !rejected.has(crmId));
  return likeliest(
    ctx,
    fitting.map((contact) => ({ user, contact })),
    "contact",
  );
}

/** The users whose contact this may be, the likeliest first. */
export async function usersLike(ctx: QueryCtx, contact: Contact): Promise<Candidates> {
  const { emailKey, phoneKey, crmId } = contact;
  const found = [
    ...(await usersNaming(ctx, crmId, PER_WAY)),
    ...(emailKey ? await livingUsersWith(ctx, emailKey) : []),
    ...(phoneKey ? await usersWithPhone(ctx, phoneKey) : []),
  ];
  const rejected = new Set((await rejectionsOfContact(ctx, crmId)).map(({ user }) => user));
  const fitting = distinct(found).filter((user) => !rejected.has(user._id) && !isDeleted(user));
  return likeliest(
    ctx,
    fitting.map((user) => ({ user, contact })),
    "user",
  );
}

const contactsWith = (ctx: QueryCtx, by: "emailKey" | "phoneKey", key: string) =>
  by === "emailKey"
    ? ctx.db
        .query("contacts")
        .withIndex("by_emailKey", (q) => q.eq("emailKey", key))
        .take(PER_WAY)
    : ctx.db
        .query("contacts")
        .withIndex("by_phoneKey", (q) => q.eq("phoneKey", key))
        .take(PER_WAY);

const livingUsersWith = (ctx: QueryCtx, key: string) =>
  ctx.db
    .query("users")
    .withIndex("by_emailKey_deletedAt", (q) => q.eq("emailKey", key).eq("deletedAt", undefined))
    .take(PER_WAY);

const usersWithPhone = (ctx: QueryCtx, key: string) =>
  ctx.db
    .query("users")
    .withIndex("by_phoneKey", (q) => q.eq("phoneKey", key))
    .take(PER_WAY);

const distinct = <T extends { _id: string }>(found: T[]): T[] => [
  ...new Map(found.map((each) => [each._id, each])).values(),
];

type Judged = { pair: Pair; claimants: Claimant[]; evidence: Evidence[] };

async function likeliest(ctx: QueryCtx, pairs: Pair[], other: MatchCandidate["other"]): Promise<Candidates> {
  const judged = await Promise.all(pairs.map((pair) => judge(ctx, pair)));
  judged.sort((a, b) => strengthOf(b.evidence) - strengthOf(a.evidence));
  const shown = judged.slice(0, MOST_CANDIDATES);
  return {
    candidates: await Promise.all(shown.map((each) => candidate(ctx, each, other))),
    more: judged.length > shown.length,
  };
}

async function judge(ctx: QueryCtx, pair: Pair): Promise<Judged> {
  const { user, contact } = pair;
  const claimants = await claimantsOf(ctx, pair);
  const evidence = evidenceFor({
    user: { ...user, ref: userRef(user) },
    contact: { ...contact, archived: isArchived(contact) },
    otherClaimants: claimants.length,
  });
  return { pair, claimants, evidence };
}

async function candidate(
  ctx: QueryCtx,
  { pair, claimants, evidence }: Judged,
  other: MatchCandidate["other"],
): Promise<MatchCandidate> {
  const { user, contact } = pair;
  const { email = null, phone = null, createdAt } = other === "user" ? user : contact;
  return {
    ...{ userId: userRef(user), contactId: contact.crmId, other },
    name: (other === "user" ? fullName(user) : contactName(contact)) ?? email ?? "No name",
    ...{ email, phone, createdAt, evidence, claimants },
    status: other === "user" ? statusOf(user) : contact.status,
    acceptBlocked: await acceptBlocked(ctx, pair),
    rejectBlocked: rejectBlocked(pair),
  };
}

async function claimantsOf(ctx: QueryCtx, { user, contact }: Pair): Promise<Claimant[]> {
  const naming = await usersNaming(ctx, contact.crmId, PER_WAY);
  return naming
    .filter(({ _id }) => _id !== user._id)
    .map((claimant) => ({
      userId: userRef(claimant),
      name: fullName(claimant) ?? claimant.email ?? "No name",
      email: claimant.email ?? null,
      deleted: claimant.deletedAt !== undefined,
    }));
}
