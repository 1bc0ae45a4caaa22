import { z } from "zod";
import {
  CONTACT_STATUSES,
  CONTACT_SUBTYPES,
  type ContactStatus,
  type ContactSubtype,
  type JsonObject,
  isJsonObject,
} from "../../shared/backend-api";
import { emailKey } from "../../shared/normalize";
import type { Contact, ContactProperties } from "./store/contacts";

/** Keys of a contact that an edit cannot touch, sent back by callers that patch what they read. */
const READ_ONLY = new Set(["id", "_id", "type", "createdAt", "updatedAt", "_creationTime"]);

const text = z.string().max(500).nullish();

const editShape = z.looseObject({
  name: z.string().max(500).optional(),
  status: z.enum(CONTACT_STATUSES).optional(),
  subtype: z.enum(CONTACT_SUBTYPES).optional(),
  email: text.refine((email) => !email?.trim() || isEmail(email), "is not an e-mail address"),
  firstName: text,
  lastName: text,
  phone: text,
  company: text,
  title: text,
  tags: z.array(z.string().max(100)).max(200).optional(),
  convexUserId: text,
  frontendUserId: text,
});

/**
 * An edit of a contact, read from any accepted body: the changed fields, or `{ updates: … }`; each field at the top
 * or in `customProperties`. `null` and blank text remove a field; unknown fields are kept as custom properties.
 */
export const contactEditSchema = z
  .record(z.string(), z.unknown())
  .transform((body) => flatten(isJsonObject(body.updates) ? body.updates : body))
  .pipe(editShape);
export type ContactEdit = z.output<typeof contactEditSchema>;

/** One `@` with something on both sides, a dot in the domain and no white space; the mail server knows the rest. */
export function isEmail(value: string): boolean {
  const address = emailKey(value) ?? "";
  return address.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(address);
}

/** The contact after the edit. Pure; `updatedAt` is the caller's affair. */
export function applyEdit(contact: Contact, edit: ContactEdit): Contact {
  const { name, status, subtype, ...fields } = edit as EditFields & JsonObject;
  const customProperties = mergeProperties(contact.customProperties, fields);
  return {
    ...contact,
    status: status ?? contact.status,
    subtype: subtype ?? contact.subtype,
    name: name?.trim() || nameAfter(contact, customProperties),
    customProperties,
  };
}

interface EditFields {
  name?: string;
  status?: ContactStatus;
  subtype?: ContactSubtype;
}

function flatten(body: JsonObject): JsonObject {
  const { customProperties, displayName, ...top } = body;
  const nested = isJsonObject(customProperties) ? customProperties : {};
  const all = { ...top, ...(displayName === undefined ? {} : { name: displayName }), ...nested };
  return Object.fromEntries(Object.entries(all).filter(([key]) => !READ_ONLY.has(key)));
}

function mergeProperties(before: ContactProperties, fields: JsonObject): ContactProperties {
  const merged: ContactProperties = { ...before };
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    if (value === null || (typeof value === "string" && value.trim() === "")) delete merged[key];
    else merged[key] = key === "email" && typeof value === "string" ? value.trim() : value;
  }
  return merged;
}

/** A name that nobody gave follows its parts; it stays when the parts did. */
function nameAfter(contact: Contact, after: ContactProperties): string {
  const parts = fullName(after);
  const changed = parts !== fullName(contact.customProperties);
  return (changed || !contact.name ? parts || after.email : contact.name) ?? "";
}

function fullName({ title, firstName, lastName }: ContactProperties): string {
  return [title, firstName, lastName].filter((part) => part?.trim()).join(" ");
}
