import { CONTACT_STATUSES } from "../../../shared/backend-api";
import type { FieldChange } from "../../../shared/webhooks-api";
import type { MutationCtx } from "../_generated/server";
import { contactByCrmId, mirrorContact, type Contact, type ContactFields } from "./contacts";
import type { EventData, KnownEvent } from "./eventArgs";
import { profileOf } from "./eventProfile";
import { changesOf } from "./fieldChanges";
import { wasGoneAfter } from "./goneContacts";
import type { Touched } from "./touched";

/** The events of the contract that are about a contact. */
export const contactEvents: ReadonlySet<string> = new Set([
  "contact.created",
  "contact.updated",
  "contact.deleted",
]);

type Applied = {
  outcome: "applied" | "stale" | "unmatched";
  changes: FieldChange[];
  /** The IDs that the contact now holds: whom it belongs to. */
  contact?: Pick<EventData, "convexUserId" | "frontendUserId">;
};

/** Brings the mirror to what an event says of a contact, unless the mirror has heard something newer. */
export async function applyToContact(
  ctx: MutationCtx,
  touched: Touched,
  { type, eventAt, data }: KnownEvent,
): Promise<Applied> {
  const known = data.contactId ? await contactByCrmId(ctx, data.contactId) : null;
  if (data.contactId && !known && (await wasGoneAfter(ctx, data.contactId, eventAt)))
    return { outcome: "stale", changes: [] };
  if (!data.contactId || (!known && type === "contact.deleted")) return { outcome: "unmatched", changes: [] };
  if (known && known.updatedAt > eventAt) return { outcome: "stale", changes: [], contact: idsOf(known) };
  const unknown = { tags: [], createdAt: eventAt, status: "active", crmId: data.contactId };
  const next: ContactFields = {
    ...(known ? fieldsOf(known) : unknown),
    ...profileOf(data),
    ...definedOnly(idsOf(data)),
    status: type === "contact.deleted" ? "archived" : (statusIn(data) ?? known?.status ?? "active"),
    updatedAt: eventAt,
  };
  await mirrorContact(ctx, touched, next, Date.now());
  await noteWebhook(ctx, touched, next.crmId, type);
  return { outcome: "applied", changes: changesOf(known ?? {}, next), contact: idsOf(next) };
}

async function noteWebhook(ctx: MutationCtx, touched: Touched, crmId: string, type: string): Promise<void> {
  const contact = await contactByCrmId(ctx, crmId);
  if (!contact) return;
  touched.contacts.add(contact._id);
  await ctx.db.patch("contacts", contact._id, { lastWebhook: { at: Date.now(), type } });
}

function fieldsOf(contact: Contact): ContactFields {
  const { _id, _creationTime, emailKey, phoneKey, matchEmail, reviewed, readAt, lastWebhook, ...fields } =
    contact;
  return fields;
}

const idsOf = ({ convexUserId, frontendUserId }: EventData) => ({ convexUserId, frontendUserId });

const definedOnly = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

const statusIn = ({ status }: EventData) => CONTACT_STATUSES.find((known) => known === status);
