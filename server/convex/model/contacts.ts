import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { rejectionsOfContact } from "./decisions";
import { noteGone } from "./goneContacts";
import { isPurged } from "./purgedIds";
import type { Touched } from "./touched";
import { keysOf } from "./users";

export type Contact = Doc<"contacts">;
/** A contact as the CRM tells it, without what the mirror adds. Only events know `heard` and `lastWebhook`. */
export type ContactFields = Omit<
  WithoutSystemFields<Contact>,
  "emailKey" | "phoneKey" | "matchEmail" | "reviewed" | "readAt"
>;

/** The mirrored contact with this CRM contact ID, or `null`. */
export function contactByCrmId(ctx: QueryCtx, crmId: string): Promise<Contact | null> {
  return ctx.db
    .query("contacts")
    .withIndex("by_crmId", (q) => q.eq("crmId", crmId))
    .first();
}

/** Brings the mirror of one contact up to date. Returns whether anything but the reading time was different. */
export async function mirrorContact(
  ctx: MutationCtx,
  touched: Touched,
  fields: ContactFields,
  readAt: number,
): Promise<boolean> {
  return mirrorOver(ctx, touched, await contactByCrmId(ctx, fields.crmId), fields, readAt);
}

/** The same for somebody who has looked up already what the mirror holds of this contact. */
export async function mirrorOver(
  ctx: MutationCtx,
  touched: Touched,
  known: Contact | null,
  fields: ContactFields,
  readAt: number,
): Promise<boolean> {
  if (known) return patchContact(ctx, touched, known, { ...nothingOptional, ...fields }, readAt);
  if (await isPurged(ctx, [fields.crmId], touched)) return false;
  const reviewed = (await rejectionsOfContact(ctx, fields.crmId, 1)).length > 0 || undefined;
  const id = await ctx.db.insert("contacts", { ...fields, ...keysOf(fields), reviewed, readAt });
  noteContact(touched, id, fields);
  return true;
}

/**
 * A contact that the CRM did not have any more at `goneAt` (ms) leaves the mirror: who names it is then
 * `contact_not_found`.
 */
export async function removeContact(
  ctx: MutationCtx,
  touched: Touched,
  contact: Contact,
  goneAt: number,
): Promise<void> {
  await ctx.db.delete("contacts", contact._id);
  await noteGone(ctx, contact.crmId, goneAt);
  touched.goneContacts.push(contact);
}

/** What a whole reading does not mention, the CRM does not have: it leaves the mirror too. */
const nothingOptional = {
  email: undefined,
  firstName: undefined,
  lastName: undefined,
  phone: undefined,
  subtype: undefined,
  name: undefined,
  company: undefined,
  convexUserId: undefined,
  frontendUserId: undefined,
} satisfies Partial<ContactFields>;

/**
 * Changes a mirrored contact; `undefined` removes a field. Returns whether anything was different. Unless an event says
 * it, which event has told what is forgotten: the new state is known as a whole, as of `updatedAt`.
 */
export async function patchContact(
  ctx: MutationCtx,
  touched: Touched,
  contact: Contact,
  patch: Partial<ContactFields>,
  readAt: number,
): Promise<boolean> {
  const next = { ...contact, ...patch };
  const changed = (Object.keys(patch) as Array<keyof ContactFields>).filter(
    (field) =>
      contact[field] !== patch[field] && JSON.stringify(contact[field]) !== JSON.stringify(patch[field]),
  );
  if (changed.length === 0) return false;
  const { heard } = patch;
  const isFoundOtherwise = "email" in patch || "phone" in patch;
  const keys = isFoundOtherwise ? keysOf(next) : {};
  await ctx.db.patch("contacts", contact._id, { ...patch, ...keys, heard, readAt });
  noteContact(touched, contact._id, contact);
  noteContact(touched, contact._id, next);
  return true;
}

function noteContact(
  touched: Touched,
  id: Id<"contacts">,
  fields: Pick<ContactFields, "crmId" | "convexUserId">,
) {
  touched.contacts.add(id);
  if (fields.convexUserId) touched.userIds.add(fields.convexUserId);
}

export const isArchived = (contact: Contact) => contact.status === "archived";
