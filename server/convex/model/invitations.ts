import type { InvitationView } from "../../../shared/users-api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { Contact } from "./contacts";
import { contactByCrmId, isArchived } from "./contacts";
import { matchContact } from "./match";

type Invitation = Doc<"invitations">;

/** How long an invitation is good for, in ms. */
export const INVITATION_MS = 14 * 24 * 3_600_000;

/**
 * Opens an invitation of a contact; the link sent before is no good any more. The token itself is made and shown by
 * the caller: here only its SHA-256 is known. The caller has checked that the contact may be invited.
 */
export async function inviteContact(
  ctx: MutationCtx,
  contact: Contact,
  { tokenHash, createdBy, runItem }: Pick<Invitation, "tokenHash" | "createdBy" | "runItem">,
): Promise<Invitation> {
  const former = await newestInvitation(ctx, contact.crmId);
  if (former && former.usedAt === undefined) await ctx.db.delete("invitations", former._id);
  const now = Date.now();
  const id = await ctx.db.insert("invitations", {
    ...{ contactId: contact.crmId, emailKey: contact.emailKey, tokenHash, createdBy, runItem },
    ...{ createdAt: now, expiresAt: now + INVITATION_MS },
  });
  const invitation = await ctx.db.get("invitations", id);
  if (!invitation) throw new Error("An invitation vanished as it was written.");
  return invitation;
}

/** The contact that waits behind a token, with its invitation; `null` when the link is no good any more. */
export async function waitingContact(
  ctx: QueryCtx,
  tokenHash: string,
): Promise<{ invitation: Invitation; contact: Contact } | null> {
  const invitation = await ctx.db
    .query("invitations")
    .withIndex("by_tokenHash", (q) => q.eq("tokenHash", tokenHash))
    .unique();
  if (!invitation || stateOf(invitation) !== "open") return null;
  const contact = await contactByCrmId(ctx, invitation.contactId);
  if (!contact || isArchived(contact)) return null;
  const { other } = await matchContact(ctx, contact);
  return other ? null : { invitation, contact };
}

/** The newest invitation of a contact as people read it. */
export async function invitationView(ctx: QueryCtx, contact: Contact): Promise<InvitationView | null> {
  const invitation = await newestInvitation(ctx, contact.crmId);
  if (!invitation) return null;
  const { createdBy, createdAt, expiresAt, usedAt = null } = invitation;
  return { state: stateOf(invitation), createdBy, createdAt, expiresAt, usedAt };
}

/** Open, used or expired. */
export const newestInvitation = (ctx: QueryCtx, contactId: string) =>
  ctx.db
    .query("invitations")
    .withIndex("by_contactId", (q) => q.eq("contactId", contactId))
    .order("desc")
    .first();

const stateOf = ({ usedAt, expiresAt }: Invitation): InvitationView["state"] =>
  usedAt !== undefined ? "used" : expiresAt <= Date.now() ? "expired" : "open";
