import { happened } from "../../shared/fixed-sentences";
import { v } from "convex/values";
import { fieldSides, type Choices, type FieldSide } from "../../shared/drift";
import { fieldName } from "../../shared/field-names";
import { comparedFields } from "../../shared/link-state";
import type { CommandResult } from "../../shared/users-api";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { mirrorLookedAt, mirrorReadBack } from "./model/achieved";
import { recordEvent } from "./model/audit";
import { contactArgs } from "./model/contactArgs";
import { contactByCrmId } from "./model/contacts";
import { decisionsOfUser } from "./model/decisions";
import { enqueueJob } from "./model/enqueueJob";
import { inviteContact, waitingContact } from "./model/invitations";
import { refreshLinks } from "./model/links";
import { contactsNaming } from "./model/match";
import { isNamedByOther as named } from "./model/otherClaims";
import { personForRepair } from "./model/personForRepair";
import { resolveDrift as resolve } from "./model/resolveDrift";
import { oneOf } from "./model/selectionArgs";
import { newTouched } from "./model/touched";
import { userByRef } from "./model/users";

/** Repairs that a person has decided; and what their attempts ask and tell, beside the jobs they settle. */
const target = { id: v.string(), requestId: v.string() };
const side = v.optional(oneOf(fieldSides));
const value = v.optional(v.union(v.string(), v.null()));

/** Takes a side per field. Fails with `needs_confirmation` where that replaces the value of the field's owner. */
export const resolveDrift = guardedMutation("users.resolveDrift")({
  args: {
    ...target,
    choices: v.object({ email: side, firstName: side, lastName: side, phone: side }),
    /** What the other side was shown to hold, `null` for nothing; a field that is left out was not looked at. */
    shown: v.optional(v.object({ email: value, firstName: value, lastName: value, phone: value })),
    confirmOverwrite: v.boolean(),
    reason: v.optional(v.string()),
  },
  handler: async (ctx, { id, requestId, ...asked }): Promise<CommandResult> => {
    const { link, user, contact } = await personForRepair(ctx, "resolveDrift", id);
    if (!user || !contact) throw oneSided;
    const touched = newTouched();
    const actor = ctx.actor;
    const jobId = await resolve(ctx, touched, user, contact, { ...asked, actor });
    await refreshLinks(ctx, touched);
    const summary = `Chose ${chosen(asked.choices)}.`;
    const { reason } = asked;
    await recordEvent(ctx, { actor, action: "resolve drift", summary, user: user._id, reason, requestId });
    return { linkId: link._id, jobId };
  },
});

const oneSided = fail({ code: "conflict", field: "id", message: "Only one side of this person exists." });

const chosen = (choices: Choices): string =>
  comparedFields
    .flatMap((field) => (choices[field] ? [`${fieldName(field)} from ${sideNames[choices[field]]}`] : []))
    .join(", ");
const sideNames: Record<FieldSide, string> = { convex: "the account", crm: "the CRM" };

/** Archives the CRM contact of a soft-deleted account, or one that is in the way of a match. */
export const archiveContact = guardedMutation("users.archiveContact")({
  args: { ...target, reason: v.string() },
  handler: async (ctx, { id, reason, requestId }): Promise<CommandResult> => {
    const { link, user, contact } = await personForRepair(ctx, "archiveContact", id);
    if (!user || !contact) throw oneSided;
    const touched = newTouched();
    const { actor } = ctx;
    const jobId = await enqueueJob(ctx, touched, {
      ...{ user: user._id, kind: "archive", lane: "live", requestedBy: actor.name, reason },
    });
    await refreshLinks(ctx, touched);
    await recordEvent(ctx, {
      ...{ actor, action: "archive contact", user: user._id, contactId: contact.crmId, reason, requestId },
      summary: happened.askedArchive,
    });
    return { linkId: link._id, jobId };
  },
});

/** Opens the invitation whose token the server has made; the link is good until `expiresAt`, ms since epoch. */
export const invite = guardedMutation("users.invite")({
  args: { ...target, tokenHash: v.string(), reason: v.string() },
  returns: v.object({ linkId: v.string(), expiresAt: v.number() }),
  handler: async (ctx, { id, tokenHash, reason, requestId }) => {
    const { link, contact } = await personForRepair(ctx, "invite", id);
    if (!contact) throw oneSided;
    const { actor } = ctx;
    const { expiresAt } = await inviteContact(ctx, contact, { tokenHash, createdBy: actor.name });
    await recordEvent(ctx, {
      ...{ actor, action: "invite", contactId: contact.crmId, reason, requestId },
      summary: happened.madeLink,
    });
    return { linkId: link._id, expiresAt };
  },
});

/** What the form of an invited person is filled in with, or `null` when their link is no good any more. */
export const invited = guardedQuery("system.work")({
  args: { tokenHash: v.string() },
  returns: v.union(v.null(), v.object({ email: v.string(), firstName: v.string(), lastName: v.string() })),
  handler: async (ctx, { tokenHash }) => {
    const waiting = await waitingContact(ctx, tokenHash);
    if (!waiting) return null;
    const { email = "", firstName = "", lastName = "" } = waiting.contact;
    return { email, firstName, lastName };
  },
});

/** What people have decided about a user's contacts, and which contacts name the user now. CRM contact IDs. */
export const claims = guardedQuery("system.work")({
  args: { userId: v.string() },
  returns: v.object({
    rejected: v.array(v.string()),
    accepted: v.array(v.string()),
    naming: v.array(v.string()),
  }),
  handler: async (ctx, { userId }) => {
    const user = await userByRef(ctx, userId);
    const decided = async (verdict: "rejected" | "accepted") =>
      user ? (await decisionsOfUser(ctx, user._id, verdict)).map(({ contactId }) => contactId) : [];
    const naming = await contactsNaming(ctx, userId, MOST_NAMING);
    return {
      rejected: await decided("rejected"),
      accepted: await decided("accepted"),
      naming: naming.map(({ crmId }) => crmId),
    };
  },
});

/** Whether a living account beside this one stores the contact's ID. */
export const isNamedByOther = guardedQuery("system.work")({
  args: { userId: v.string(), contactId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { userId, contactId }) => {
    const user = await userByRef(ctx, userId);
    return user !== null && named(ctx, user, contactId);
  },
});

/** Contacts that name one user at most; more would be an attack. */
const MOST_NAMING = 20;

/**
 * Books a contact as it was read: by an attempt, beside the one its job is about, or for somebody who decides.
 * `wrote`: the attempt has changed it before. `readBackAt`: when it was asked for, by this deployment's clock.
 */
export const mirrorContact = guardedMutation("system.work")({
  args: { contact: v.object(contactArgs), readBackAt: v.number(), wrote: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { contact, readBackAt, wrote }) => {
    const touched = newTouched();
    const mirror = wrote ? mirrorReadBack : mirrorLookedAt;
    await mirror(ctx, touched, contact, readBackAt, await contactByCrmId(ctx, contact.crmId));
    await refreshLinks(ctx, touched);
    return null;
  },
});
