import { type JsonObject, isJsonObject } from "../../../shared/backend-api";
import type { Forms } from "./settings";

/** The fields that hold a point in time. */
const TIMES: ReadonlySet<string> = new Set([
  ...["createdAt", "updatedAt", "startedAt", "completedAt", "timestamp"],
  ...["startDate", "endDate", "expiresAt", "registrationClosesAt"],
]);

/** An answer, which is built in the documented form, in the forms that are on. Pure. */
export function inForms(forms: Forms, body: unknown): unknown {
  const shaped = reshape(forms, body);
  if (!isJsonObject(shaped)) return shaped;
  if (saysNo(shaped)) return forms.envelope === "status" ? refusal(shaped) : shaped;
  const answer = isContact(body) && forms.contact === "wrapped" ? { contact: shaped } : named(forms, shaped);
  return enveloped(forms, answer);
}

const isContact = (value: unknown): boolean => isJsonObject(value) && value.type === "crm_contact";

/** Errors have a code and no success; refusals of business say so. */
const saysNo = (body: JsonObject): boolean =>
  body.success === false || (typeof body.code === "string" && typeof body.message === "string");

function refusal({ success: _, ...error }: JsonObject): JsonObject {
  return { status: "error", ...error };
}

function enveloped({ envelope, results }: Forms, answer: JsonObject): JsonObject {
  const { success, ...rest } = answer;
  if (envelope === "status") return { status: "success", data: rest };
  const isResult = success === true && results === "data";
  return isResult ? { success, data: rest } : answer;
}

/** Names that depend on the whole answer: the list of contacts, the contact's ID among results. */
function named({ contactList, contactIdName }: Forms, answer: JsonObject): JsonObject {
  const { contacts, contactId, ...rest } = answer;
  return {
    ...(contacts === undefined ? {} : { [contactList]: contacts }),
    ...(contactId === undefined ? {} : { [contactIdName]: contactId }),
    ...rest,
  };
}

/** Everything within: contacts and times, wherever they stand. What people entered themselves stays as it is. */
function reshape(forms: Forms, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => reshape(forms, item));
  if (!isJsonObject(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, reshapeField(forms, key, field)]),
  );
  return isContact(value) ? contactIn(forms, inner) : inner;
}

function reshapeField(forms: Forms, key: string, field: unknown): unknown {
  if (key === "customProperties") return field;
  const isTime = typeof field === "number" && TIMES.has(key);
  return isTime && forms.times === "iso" ? new Date(field).toISOString() : reshape(forms, field);
}

function contactIn(forms: Forms, { id, name, customProperties, ...contact }: JsonObject): JsonObject {
  const fields = isJsonObject(customProperties) ? customProperties : {};
  return {
    [forms.contactId]: id,
    [forms.contactName]: name,
    ...(forms.contactFields === "top" ? { ...fields, ...contact } : { ...contact, customProperties }),
  };
}
