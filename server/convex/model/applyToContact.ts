import { CONTACT_STATUSES } from "../../../shared/backend-api";
import type { FieldChange } from "../../../shared/webhooks-api";
import type { MutationCtx } from "../_generated/server";
import { contactByCrmId, mirrorOver, type Contact, type ContactFields } from "./contacts";
import { lastWebhookOf, type EventData, type KnownEvent } from "./eventArgs";
import { decidedBy, heardSince, hearOf, type Heard } from "./eventClocks";
import { only, profileOf } from "./eventProfile";
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
  /** Whether the contact has come into the mirror, or come to hold other IDs: events may have waited for it. */
  isNew?: boolean;
};

/** Brings the mirror to what an event says of a contact, but for what it has heard something newer of. */
export async function applyToContact(
  ctx: MutationCtx,
  touched: Touched,
  event: KnownEvent,
): Promise<Applied> {
  const { type, eventAt, data } = event;
  const known = data.contactId ? await contactByCrmId(ctx, data.contactId) : null;
  if (data.contactId && !known && (await wasGoneAfter(ctx, data.contactId, eventAt)))
    return { outcome: "stale", changes: [] };
  if (!data.contactId || (!known && type === "contact.deleted")) return { outcome: "unmatched", changes: [] };
  const before = known ? fieldsOf(known) : unknown(data.contactId, eventAt);
  const mark = { at: eventAt, by: event.eventId };
  const clock = known ? heardSince(known.heard, known.updatedAt) : { at: 0, floor: 0, fields: {} };
  const said = saidOf(event);
  const decided = decidedBy(clock, mark, Object.keys(said));
  if (eventAt < clock.floor || (decided.length === 0 && Object.keys(said).length > 0 && known))
    return { outcome: "stale", changes: [], contact: idsOf(known ?? {}) };
  const heard = hearOf(clock, mark, decided);
  const next = {
    ...{ ...before, ...only(said, decided), heard, updatedAt: heard.at },
    ...{ createdAt: bornAt(before, clock, eventAt), lastWebhook: lastWebhookOf(known?.lastWebhook, event) },
  };
  await mirrorOver(ctx, touched, known, next, Date.now());
  const isNew =
    !known || known.convexUserId !== next.convexUserId || known.frontendUserId !== next.frontendUserId;
  return { outcome: "applied", changes: changesOf(known ?? {}, next), contact: idsOf(next), isNew };
}

const unknown = (crmId: string, eventAt: number): ContactFields => ({
  ...{ crmId, tags: [], status: "active", createdAt: eventAt, updatedAt: eventAt },
});

/** The fields that an event speaks of. */
function saidOf({ type, data }: KnownEvent): Partial<ContactFields> {
  const status = type === "contact.deleted" ? "archived" : statusIn(data);
  return { ...profileOf(data), ...definedOnly({ ...idsOf(data), status }) };
}

/** Of a contact known by events alone: when the first of them happened, whichever came first. */
const bornAt = ({ createdAt }: ContactFields, { floor }: Heard, eventAt: number): number =>
  floor === 0 ? Math.min(createdAt, eventAt) : createdAt;

function fieldsOf(contact: Contact): ContactFields {
  const { _id, _creationTime, emailKey, phoneKey, matchEmail, reviewed, readAt, ...fields } = contact;
  return fields;
}

const idsOf = ({ convexUserId, frontendUserId }: Pick<EventData, "convexUserId" | "frontendUserId">) => ({
  ...(convexUserId === undefined ? {} : { convexUserId }),
  ...(frontendUserId === undefined ? {} : { frontendUserId }),
});

const definedOnly = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

const statusIn = ({ status }: EventData) => CONTACT_STATUSES.find((known) => known === status);
