import { z } from "zod";
import {
  type ReadIssue,
  compact,
  firstPresent,
  isJsonObject,
  rawObject,
  readIssues,
  unwrapData,
  wireText,
  wireTimestamp,
} from "./values";

export const CONTACT_STATUSES = ["active", "inactive", "unsubscribed", "archived"] as const;
export const CONTACT_SUBTYPES = ["customer", "lead", "prospect", "partner"] as const;
export type ContactStatus = (typeof CONTACT_STATUSES)[number];
export type ContactSubtype = (typeof CONTACT_SUBTYPES)[number];

const contactShape = z.object({
  id: z.string().min(1),
  subtype: z.enum(CONTACT_SUBTYPES),
  status: z.enum(CONTACT_STATUSES),
  name: z.string(),
  email: wireText.optional(),
  firstName: wireText.optional(),
  lastName: wireText.optional(),
  phone: wireText.optional(),
  company: wireText.optional(),
  tags: z.array(z.string()),
  convexUserId: wireText.optional(),
  frontendUserId: wireText.optional(),
  createdAt: wireTimestamp,
  updatedAt: wireTimestamp,
  raw: rawObject,
});

/**
 * A CRM contact in Tandem's one form. Text is as the backend stores it (not trimmed, not case-folded);
 * fields the backend left empty are absent. `createdAt` and `updatedAt` are Unix milliseconds.
 */
export type BackendContact = z.output<typeof contactShape>;

const TEXT_FIELDS = [
  "email",
  "firstName",
  "lastName",
  "phone",
  "company",
  "convexUserId",
  "frontendUserId",
] as const;

/** Reads every known form of a contact: `id`/`_id`, `name`/`displayName`, fields nested or at the top. */
export const contactSchema = z.unknown().transform(toContactShape).pipe(contactShape);

/** The outcome of reading one document; issues name paths, never values. */
export type ContactReading = { ok: true; contact: BackendContact } | { ok: false; issues: ReadIssue[] };

/** Reads one contact, also from `{ contact: … }` and `{ status: "success", data: … }`. Never throws. */
export function parseContact(json: unknown): ContactReading {
  const read = contactSchema.safeParse(json);
  return read.success ? { ok: true, contact: read.data } : { ok: false, issues: readIssues(read.error) };
}

function toContactShape(json: unknown): unknown {
  const body = unwrapContact(json);
  if (!isJsonObject(body)) return body;
  const nested = isJsonObject(body.customProperties) ? body.customProperties : {};
  const sources = [nested, body];
  const texts = Object.fromEntries(TEXT_FIELDS.map((field) => [field, firstPresent(sources, [field])]));
  const createdAt = firstPresent([body], ["createdAt", "_creationTime"]);
  const updatedAt = firstPresent([body], ["updatedAt"]);
  return compact({
    ...texts,
    id: firstPresent([body], ["id", "_id"]),
    subtype: firstPresent([body], ["subtype"]) ?? "customer",
    status: firstPresent([body], ["status"]) ?? "active",
    name: firstPresent([body], ["name", "displayName"]) ?? fallbackName(texts),
    tags: firstPresent(sources, ["tags"]) ?? [],
    createdAt: createdAt ?? updatedAt,
    updatedAt: updatedAt ?? createdAt,
    raw: body,
  });
}

function unwrapContact(json: unknown): unknown {
  const body = unwrapData(json);
  return isJsonObject(body) && isJsonObject(body.contact) ? body.contact : body;
}

function fallbackName(texts: Record<string, unknown>): string {
  const full = [texts.firstName, texts.lastName].filter((part) => part !== undefined).join(" ");
  return full || String(texts.email ?? "");
}

/** One contact of a page that could not be read. The others of the page are still good. */
interface UnreadableContact {
  id?: string;
  issues: ReadIssue[];
}

/** A page of contacts. `unreadable` keeps one odd document from hiding the ninety-nine around it. */
export interface ContactPage {
  contacts: BackendContact[];
  unreadable: UnreadableContact[];
  total: number;
  hasMore: boolean;
}

const pageShape = z.object({
  items: z.array(z.unknown()),
  total: z.number().int().nonnegative().optional(),
  hasMore: z.boolean().optional(),
});

/**
 * Reads `{ contacts, total, hasMore }` and `{ items, total, hasMore }`. Where a version leaves out `total` or
 * `hasMore`, the one is worked out from the other and from `offset`.
 */
export function contactPageSchema(offset: number) {
  return z
    .unknown()
    .transform((json) => {
      const body = unwrapData(json);
      return isJsonObject(body) ? { ...body, items: body.contacts ?? body.items } : body;
    })
    .pipe(pageShape)
    .transform((page): ContactPage => {
      const seen = offset + page.items.length;
      return {
        ...readContacts(page.items),
        total: page.total ?? seen,
        hasMore: page.hasMore ?? (page.total !== undefined && page.total > seen),
      };
    });
}

function readContacts(items: readonly unknown[]): Pick<ContactPage, "contacts" | "unreadable"> {
  const contacts: BackendContact[] = [];
  const unreadable: UnreadableContact[] = [];
  for (const item of items) {
    const reading = parseContact(item);
    if (reading.ok) contacts.push(reading.contact);
    else unreadable.push({ ...idOf(item), issues: reading.issues });
  }
  return { contacts, unreadable };
}

function idOf(item: unknown): { id?: string } {
  const id = isJsonObject(item) ? firstPresent([item], ["id", "_id"]) : undefined;
  return typeof id === "string" ? { id } : {};
}

/** A text field to write: `null` removes it, absent leaves it as it is. */
type TextChange = string | null | undefined;

/** Fields of a contact that may be written. Absent fields stay as they are. */
export interface ContactChanges {
  name?: string;
  status?: ContactStatus;
  subtype?: ContactSubtype;
  email?: TextChange;
  firstName?: TextChange;
  lastName?: TextChange;
  phone?: TextChange;
  company?: TextChange;
  salutation?: TextChange;
  title?: TextChange;
  profession?: TextChange;
  position?: TextChange;
  tags?: string[];
  convexUserId?: TextChange;
  frontendUserId?: TextChange;
}
