import { z } from "zod";
import { FRONTEND_USER_STATUSES } from "../../../shared/backend-api";
import { emailKey } from "../../../shared/normalize";
import type { Database, SqlValue } from "./database";
import { FRONTEND_USER_COLUMNS, type FrontendUser } from "./frontend-users";
import { phraseOf, searchText } from "./search-text";

/** Which frontend users to list. `search` is the beginning of an e-mail, an ID, or part of the contact's name. */
export const frontendUserListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
  status: z.enum(FRONTEND_USER_STATUSES).optional(),
  search: searchText.optional(),
});
export type FrontendUserListQuery = z.output<typeof frontendUserListQuery>;

/** One page, newest first. */
export function listFrontendUsers(db: Database, query: FrontendUserListQuery) {
  const { where, values } = conditions(query);
  const total =
    db.get<{ n: number }>(`select count(*) as n from frontend_users where ${where}`, ...values)?.n ?? 0;
  const users = db.all<FrontendUser>(
    `select ${FRONTEND_USER_COLUMNS} from frontend_users where ${where}
     order by created_at desc, id desc limit ? offset ?`,
    ...values,
    query.limit,
    query.offset,
  );
  return { users, total };
}

function conditions({ status, search }: FrontendUserListQuery) {
  const terms: [sql: string, ...values: SqlValue[]][] = [["true"]];
  if (status) terms.push(["status = ?", status]);
  if (search) terms.push(searchTerm(search));
  return {
    where: terms.map(([sql]) => sql).join(" and "),
    values: terms.flatMap(([, ...values]) => values),
  };
}

function searchTerm(text: string): [string, ...SqlValue[]] {
  const prefix = emailKey(text) ?? "";
  const byEmail = "id = ? or (email_key >= ? and email_key < ?)";
  const values = [text, prefix, `${prefix}\u{10ffff}`];
  const phrase = phraseOf(text);
  if (!phrase) return [`(${byEmail})`, ...values];
  const byContact = `crm_contact_id in (select contacts.id from contacts
    where contacts.pk in (select rowid from contacts_text where text match ?))`;
  return [`(${byEmail} or ${byContact})`, ...values, phrase];
}
