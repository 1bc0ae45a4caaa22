import type { FunctionReturnType } from "convex/server";
import { explain, explainError } from "../../shared/explain";
import { comparedFields, differingFields } from "../../shared/link-state";
import type { ContactSide, FieldRow, UserDetail } from "../../shared/users-api";
import type { BackendContact } from "../../shared/backend-api";

import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { isCrmError, type Crm } from "../crm/port";
import { appError } from "./trpc";

/** How long the page waits for the CRM, in ms, before it shows the mirror instead. */
const PATIENCE_MS = 1_500;

type Person = NonNullable<FunctionReturnType<typeof api.people.get>>;

/** One person with both sides: the contact as the CRM has it now, or else the mirror, saying why. */
export async function readPerson(ctx: { convex: ConvexCaller; crm: Crm }, id: string): Promise<UserDetail> {
  const person = await ctx.convex.query(api.people.get, { id });
  if (!person) throw appError({ code: "not_found", message: "Nobody has this ID." });
  const { row, user, commands, jobs, webhooks, lastWebhookValues } = person;
  const contact = person.contact && (await readContact(ctx.crm, person.contact));
  const fields = compareFields(user, contact, lastWebhookValues);
  const errorMessage = jobs[0]?.errorMessage ?? null;
  const explanation = explain({ row, errorMessage, deletionReason: user?.deletionReason ?? null, fields });
  return { row, user, contact, fields, explanation, commands, jobs, webhooks };
}

async function readContact(crm: Crm, mirror: NonNullable<Person["contact"]>): Promise<ContactSide> {
  const { readAt, ...known } = mirror;
  const fromMirror = (because: string): ContactSide => ({
    ...known,
    source: { kind: "mirror", readAt, because },
  });
  try {
    const contact = await crm.getContact(known.contactId, { timeoutMs: PATIENCE_MS });
    return contact ? liveContact(contact) : fromMirror("The CRM does not have this contact any more.");
  } catch (error) {
    return fromMirror(explainError(isCrmError(error) ? error.code : null));
  }
}

const liveContact = (contact: BackendContact): ContactSide => ({
  contactId: contact.id,
  name: contact.name,
  status: contact.status,
  email: contact.email ?? null,
  firstName: contact.firstName ?? null,
  lastName: contact.lastName ?? null,
  phone: contact.phone ?? null,
  convexUserId: contact.convexUserId ?? null,
  frontendUserId: contact.frontendUserId ?? null,
  company: contact.company ?? null,
  tags: contact.tags,
  createdAt: contact.createdAt,
  updatedAt: contact.updatedAt,
  source: { kind: "live", readAt: Date.now() },
});

function compareFields(
  user: Person["user"],
  contact: ContactSide | null,
  lastWebhook: Person["lastWebhookValues"],
): FieldRow[] {
  const differing = user && contact ? differingFields(user, contact) : [];
  return comparedFields.map((field) => ({
    field,
    convex: user?.[field] ?? null,
    crm: contact?.[field] ?? null,
    lastWebhook: lastWebhook[field] ?? null,
    differs: differing.includes(field),
  }));
}
