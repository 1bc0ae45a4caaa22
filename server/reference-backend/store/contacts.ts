import type { ContactStatus, ContactSubtype, JsonObject } from "../../../shared/backend-api";
import { emailKey } from "../../../shared/normalize";
import { newContactId } from "../ids";
import type { Database } from "./database";

/** `customProperties` as the API shows them. What the backend does not know it keeps. */
export interface ContactProperties extends JsonObject {
  email?: string;
  firstName?: string;
  lastName?: string;
  phone?: string;
  company?: string;
  title?: string;
  /** In which mails are written to them: `de`, `en`. */
  language?: string;
  tags?: string[];
  convexUserId?: string;
  frontendUserId?: string;
}

/** A contact, in the API's first form. Times are Unix milliseconds. */
export interface Contact {
  id: string;
  type: "crm_contact";
  subtype: ContactSubtype;
  status: ContactStatus;
  name: string;
  customProperties: ContactProperties;
  createdAt: number;
  updatedAt: number;
}

export interface ContactRow {
  id: string;
  subtype: ContactSubtype;
  status: ContactStatus;
  name: string;
  properties: string;
  created_at: number;
  updated_at: number;
}

export const CONTACT_COLUMNS = "id, subtype, status, name, properties, created_at, updated_at";

export function toContact(row: ContactRow): Contact {
  return {
    id: row.id,
    type: "crm_contact",
    subtype: row.subtype,
    status: row.status,
    name: row.name,
    customProperties: JSON.parse(row.properties) as ContactProperties,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

export function newContact(now: number): Contact {
  return {
    id: newContactId(),
    type: "crm_contact",
    subtype: "customer",
    status: "active",
    name: "",
    customProperties: {},
    createdAt: now,
    updatedAt: now,
  };
}

export function findContact(db: Database, id: string): Contact | undefined {
  const row = db.get<ContactRow>(`select ${CONTACT_COLUMNS} from contacts where id = ?`, id);
  return row && toContact(row);
}

/**
 * The contact that a registration with this e-mail means, of those that are not archived: one that already names
 * `convexUserId`, else one that is nobody's yet, else the oldest. E-mails repeat in a CRM, so the choice must not depend
 * on luck.
 */
export function findContactByEmail(
  db: Database,
  email: string,
  convexUserId: string | null,
): Contact | undefined {
  const row = db.get<ContactRow>(
    `select ${CONTACT_COLUMNS} from contacts where email_key = ? and status <> 'archived'
     order by convex_user_id is ? desc, coalesce(convex_user_id, frontend_user_id) is null desc, created_at, id
     limit 1`,
    emailKey(email),
    convexUserId,
  );
  return row && toContact(row);
}

/** All contacts that claim this Convex user; normally one. */
export function contactsOfConvexUser(db: Database, convexUserId: string): Contact[] {
  const sql = `select ${CONTACT_COLUMNS} from contacts where convex_user_id = ?`;
  return db.all<ContactRow>(sql, convexUserId).map(toContact);
}

/** Inserts unless the ID is taken; true when it was inserted. */
export function insertContact(db: Database, contact: Contact): boolean {
  const inserted = db.get<{ pk: number }>(
    `insert into contacts (subtype, status, name, email_key, convex_user_id, frontend_user_id, properties,
       created_at, updated_at, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing returning pk`,
    ...columnsOf(contact),
  );
  if (inserted) indexText(db, inserted.pk, contact);
  return inserted !== undefined;
}

/** Overwrites the contact of the same ID. */
export function updateContact(db: Database, contact: Contact): void {
  const updated = db.get<{ pk: number }>(
    `update contacts set subtype = ?, status = ?, name = ?, email_key = ?, convex_user_id = ?,
       frontend_user_id = ?, properties = ?, created_at = ?, updated_at = ? where id = ? returning pk`,
    ...columnsOf(contact),
  );
  if (updated) indexText(db, updated.pk, contact);
}

function columnsOf(contact: Contact): (string | number | null)[] {
  const { email, convexUserId, frontendUserId } = contact.customProperties;
  return [
    contact.subtype,
    contact.status,
    contact.name,
    emailKey(email),
    convexUserId ?? null,
    frontendUserId ?? null,
    JSON.stringify(contact.customProperties),
    contact.createdAt,
    contact.updatedAt,
    contact.id,
  ];
}

function indexText(db: Database, pk: number, contact: Contact): void {
  const { email, firstName, lastName, phone, company } = contact.customProperties;
  const text = [contact.name, email, firstName, lastName, phone, company].filter(Boolean).join(" ");
  db.run("insert or replace into contacts_text (rowid, text) values (?, ?)", pk, text);
}
