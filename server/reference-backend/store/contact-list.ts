import { z } from "zod";
import { CONTACT_STATUSES, CONTACT_SUBTYPES } from "../../../shared/backend-api";
import { emailKey } from "../../../shared/normalize";
import { CONTACT_COLUMNS, type Contact, type ContactRow, toContact } from "./contacts";
import type { Database, SqlValue } from "./database";
import { phraseOf, searchText } from "./search-text";

const since = z.union([
  z.string().regex(/^\d+$/).transform(Number),
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
]);

/** The query string of `GET /crm/contacts`. `updatedSince` is Unix milliseconds or ISO 8601, inclusive. */
export const contactListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
  status: z.enum(CONTACT_STATUSES).optional(),
  subtype: z.enum(CONTACT_SUBTYPES).optional(),
  search: searchText.optional(),
  updatedSince: since.optional(),
});
export type ContactListQuery = z.output<typeof contactListQuery>;

/**
 * One page, oldest contact first. Ordered by creation even with `updatedSince`: contacts never leave that order,
 * so a contact that is edited while somebody pages may come twice but cannot slip through between two pages.
 */
export function listContacts(db: Database, query: ContactListQuery) {
  const { where, values } = conditions(query);
  const total = db.get<{ n: number }>(`select count(*) as n from contacts ${where}`, ...values)?.n ?? 0;
  // The inner select walks the index alone; only the rows of the page are read from the table.
  const rows = db.all<ContactRow>(
    `select ${CONTACT_COLUMNS} from contacts where pk in
       (select pk from contacts ${where} order by created_at, id limit ? offset ?)
     order by created_at, id`,
    ...values,
    query.limit,
    query.offset,
  );
  const contacts: Contact[] = rows.map(toContact);
  return { contacts, total, hasMore: query.offset + contacts.length < total };
}

function conditions(query: ContactListQuery): { where: string; values: SqlValue[] } {
  const terms: [sql: string, ...values: SqlValue[]][] = [];
  if (query.status) terms.push(["status = ?", query.status]);
  if (query.subtype) terms.push(["subtype = ?", query.subtype]);
  if (query.updatedSince !== undefined) terms.push(["updated_at >= ?", query.updatedSince]);
  if (query.search) terms.push(searchTerm(query.search));
  if (terms.length === 0) return { where: "", values: [] };
  return {
    where: `where ${terms.map(([sql]) => sql).join(" and ")}`,
    values: terms.flatMap(([, ...values]) => values),
  };
}

/** Any part of name, e-mail, phone or company; what is too short for that is an e-mail's beginning. */
function searchTerm(text: string): [string, ...SqlValue[]] {
  const phrase = phraseOf(text);
  if (phrase) return ["pk in (select rowid from contacts_text where text match ?)", phrase];
  const prefix = emailKey(text) ?? "";
  return ["email_key >= ? and email_key < ?", prefix, `${prefix}\u{10ffff}`];
}
