import { z } from "zod";
import { first, id, isJson, type Json, maybeText, nestedIn, time, unwrapped } from "./read";

export const CONTACT_STATUSES = ["active", "inactive", "unsubscribed", "archived"] as const;
export const CONTACT_SUBTYPES = ["customer", "lead", "prospect", "partner"] as const;

const fields = [
  "email",
  "firstName",
  "lastName",
  "phone",
  "company",
  "tags",
  "convexUserId",
  "frontendUserId",
] as const;

/** A contact: its id as `id` or `_id`, its name as `name` or `displayName`, its fields nested or at the top level. */
const oneContact = z
  .unknown()
  .transform(flat)
  .pipe(
    z.object({
      id,
      type: z.literal("crm_contact"),
      subtype: z.enum(CONTACT_SUBTYPES),
      status: z.enum(CONTACT_STATUSES),
      name: z.string(),
      ...{
        email: maybeText,
        firstName: maybeText,
        lastName: maybeText,
        phone: maybeText,
        company: maybeText,
      },
      tags: z.array(z.string()).nullish(),
      ...{ convexUserId: maybeText, frontendUserId: maybeText },
      ...{ createdAt: time, updatedAt: time },
    }),
  );
export type Contact = z.output<typeof oneContact>;

/** `Contact`, or `{ contact: Contact, activities?, notes? }`. */
export const contactForm = z
  .unknown()
  .transform((json) => (isJson(json) && isJson(json.contact) ? json.contact : json))
  .pipe(oneContact);

/** `{ contacts, total, hasMore }`, or `{ items, total, hasMore }`. */
export const contactPageForm = z
  .unknown()
  .transform((json) => (isJson(json) ? { ...json, contacts: json.contacts ?? json.items } : json))
  .pipe(z.object({ contacts: z.array(oneContact), total: z.int().nonnegative(), hasMore: z.boolean() }));
export type ContactPage = z.output<typeof contactPageForm>;

function flat(json: unknown): unknown {
  if (!isJson(json)) return json;
  const nested = nestedIn(json);
  const { type, subtype, status, createdAt, updatedAt } = json;
  return {
    ...Object.fromEntries(fields.map((field) => [field, first([nested, json], field)])),
    ...{ id: first([json], "id", "_id"), name: first([json], "name", "displayName") },
    ...{ type, subtype, status, createdAt, updatedAt },
  };
}

/** Which of the contract's forms a contact came in, in words for the report. */
export function formOf(json: unknown): string {
  const body = contactIn(unwrapped(json));
  const other = [
    ...("_id" in body ? ["_id"] : []),
    ...("displayName" in body ? ["displayName"] : []),
    ...(isJson(body.customProperties) ? [] : ["fields at the top level"]),
    ...(typeof body.createdAt === "string" ? ["ISO times"] : []),
  ];
  return other.length === 0 ? "the first form" : other.join(", ");
}

function contactIn(body: unknown): Json {
  if (!isJson(body)) return {};
  const list = body.contacts ?? body.items;
  if (Array.isArray(list)) return isJson(list[0]) ? list[0] : {};
  return isJson(body.contact) ? body.contact : body;
}
