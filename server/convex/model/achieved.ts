import { happened } from "../../../shared/fixed-sentences";
import { fieldList } from "../../../shared/field-names";
import type { ComparedValues } from "../../../shared/link-state";
import { emailKey } from "../../../shared/normalize";
import type { MutationCtx } from "../_generated/server";
import { systemActor } from "../functions";
import { recordEvent } from "./audit";
import { isKnownToBackend } from "./checkouts";
import { contactByCrmId, mirrorOver, patchContact, type Contact, type ContactFields } from "./contacts";
import { pairOnRow } from "./contactOfUser";
import { hurryCheckoutsOf } from "./hurryCheckouts";
import { usersNaming } from "./match";
import { isUntold, judgeLater } from "./missedWebhook";
import { newTouched, type Touched } from "./touched";
import { isDeleted } from "./shutOut";
import { otherWithEmail, patchUser, userRef, type User, type UserFields } from "./users";

/** Accounts one person can have registered and deleted before; more would be an attack. */
const MOST_FORMER_OWNERS = 20;

/** What an attempt achieved, as the worker tells it. Times in ms since epoch. */
export type Achieved = {
  /** What the backend gave or the CRM knew better; written to the user. */
  user: Partial<
    Pick<UserFields, "crmContactId" | "frontendUserId" | "email" | "firstName" | "lastName" | "phone">
  >;
  /** The contact as read back after writing; absent when the job is not about one. */
  contact?: ContactFields | undefined;
  /** The CRM's values before anything was written, and what was written there; absent when that was nothing. */
  wrote?: { before: ComparedValues; toCrm: ComparedValues } | undefined;
  /** The CRM has been told what the member has changed themselves. */
  told?: true | undefined;
  /** The backend accepted, but its log does not show it (yet). */
  unproved?: true | undefined;
  /** When the contact was asked for, by this deployment's clock: what is heard from then on may be newer. */
  readBackAt: number;
  /** When the user had last changed as the attempt began. */
  userUpdatedAt: number;
};

/**
 * Writes what an attempt achieved to the user and the mirror; answers the contact as it is known now, if the job is
 * about one. The attempt took a while: what either side has heard meanwhile is newer, and only the IDs are added to it.
 */
export async function bookAchieved(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  achieved: Achieved,
  mirror: typeof mirrorReadBack,
): Promise<{ user: User } & ReadBack> {
  const { user: given, contact, readBackAt, userUpdatedAt } = achieved;
  const { crmContactId, frontendUserId = frontendUserOf(user, contact), ...profile } = given;
  const ids = { ...(crmContactId ? { crmContactId } : {}), ...(frontendUserId ? { frontendUserId } : {}) };
  const unchanged = user.profileUpdatedAt === userUpdatedAt;
  const known = unchanged ? await withoutTakenEmail(ctx, user, profile) : {};
  const told = unchanged && achieved.told ? noLongerUntold(user, contact) : {};
  const learnt = { ...known, ...ids, ...told, lastSyncedAt: readBackAt };
  await patchUser(ctx, touched, user, learnt);
  if (!isKnownToBackend(user) && isKnownToBackend({ ...user, ...learnt }))
    await hurryCheckoutsOf(ctx, user._id);
  if (crmContactId) await releaseContact(ctx, touched, user, crmContactId);
  const next = { ...user, ...learnt };
  return {
    user: next,
    ...(contact ? await bookContact(ctx, touched, next, contact, readBackAt, mirror) : nothingRead),
  };
}

const nothingRead: ReadBack = { contact: null, overtaken: false };

/** A pair that stays one is on one row, the user's: nobody else's hangs on what has changed in their contact. */
async function bookContact(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  contact: ContactFields,
  readBackAt: number,
  mirror: typeof mirrorReadBack,
): Promise<ReadBack> {
  const paired = await pairOnRow(ctx, touched, user);
  const stays = paired?.crmId === contact.crmId && paired.convexUserId === contact.convexUserId;
  if (!paired || !stays) {
    const known = paired?.crmId === contact.crmId ? paired : await contactByCrmId(ctx, contact.crmId);
    return mirror(ctx, touched, contact, readBackAt, known);
  }
  const neighbourhood = newTouched();
  const read = await mirror(ctx, neighbourhood, contact, readBackAt, paired);
  if (neighbourhood.contacts.size > 0) touched.users.add(user._id);
  return read;
}

/** Whom the contact that names this account says it is at the backend, where the account does not know it itself. */
const frontendUserOf = (user: User, contact: ContactFields | undefined): string | undefined =>
  contact?.convexUserId === userRef(user) && !user.frontendUserId ? contact.frontendUserId : undefined;

/** The CRM has been told: what it says of the time before that, however late, is over. */
const noLongerUntold = ({ profileUpdatedAt }: User, contact: ContactFields | undefined) => ({
  ...{ untold: undefined, profileUpdatedAt: Math.max(profileUpdatedAt, contact?.updatedAt ?? 0) },
});

/** The contact as it is known now, and whether the mirror had heard something newer while it was being read. */
type ReadBack = { contact: Contact | null; overtaken: boolean };

/**
 * Brings the mirror up to date with a contact as it was read back. An event can be stamped a moment after the state it
 * tells of, so one heard before the contact was asked for (`readBackAt`) is in the reading, whatever its time says;
 * where one was heard later, the CRM's own time decides. `known` is the mirror until now.
 */
export async function mirrorReadBack(
  ctx: MutationCtx,
  touched: Touched,
  contact: ContactFields,
  readBackAt: number,
  known: Contact | null,
): Promise<ReadBack> {
  const overtaken = known !== null && known.readAt >= readBackAt && known.updatedAt > contact.updatedAt;
  if (overtaken) {
    const { convexUserId, frontendUserId } = contact;
    await patchContact(ctx, touched, known, { convexUserId, frontendUserId }, known.readAt);
  } else if (!(await mirrorOver(ctx, touched, known, contact, Date.now()))) {
    return { contact: known, overtaken };
  }
  return { contact: await contactByCrmId(ctx, contact.crmId), overtaken };
}

/** The same where nothing was written: what is new then is somebody else's change, and should come as a webhook. */
export async function mirrorLookedAt(
  ctx: MutationCtx,
  touched: Touched,
  contact: ContactFields,
  readBackAt: number,
  known: Contact | null,
): Promise<ReadBack> {
  if (isUntold(known, contact, 0)) await judgeLater(ctx, [contact]);
  return mirrorReadBack(ctx, touched, contact, readBackAt, known);
}

/** Two living accounts cannot have one e-mail: somebody may have registered with it while the attempt was under way. */
async function withoutTakenEmail<Profile extends { email?: string | undefined }>(
  ctx: MutationCtx,
  user: User,
  profile: Profile,
): Promise<Omit<Profile, "email"> | Profile> {
  if (!(await otherWithEmail(ctx, user, profile.email))) return profile;
  const { email: _taken, ...rest } = profile;
  return rest;
}

/** Why the sides do not agree, though everything was written that could be. */
export const whyDiffering = ({ user: given }: Achieved, user: User, differing: string[]): string =>
  given.email !== undefined && emailKey(given.email) !== emailKey(user.email)
    ? "Another account has the CRM's e-mail address by now, and two cannot have one."
    : `Written, but read back these fields still differ: ${fieldList(differing)}.`;

/** Users soft-deleted here give their contact up to whoever has registered anew with their e-mail. */
async function releaseContact(
  ctx: MutationCtx,
  touched: Touched,
  owner: User,
  crmContactId: string,
): Promise<void> {
  for (const former of await usersNaming(ctx, crmContactId, MOST_FORMER_OWNERS)) {
    if (former._id === owner._id || !isDeleted(former)) continue;
    await patchUser(ctx, touched, former, { crmContactId: undefined });
    await recordEvent(ctx, {
      actor: systemActor,
      action: "release contact",
      summary: happened.newerAccount,
      user: former._id,
    });
  }
}
