import type { FrontendUserStatus } from "../../../shared/backend-api";
import { emailKey } from "../../../shared/normalize";
import type { Database } from "./database";

/** `authProvider` of somebody who booked without an account. */
export const GUEST = "guest";

/** A row of `frontend_users`. Times are Unix milliseconds. */
export interface FrontendUser {
  id: string;
  email: string;
  status: FrontendUserStatus;
  crmContactId: string | null;
  convexUserId: string | null;
  authProvider: string;
  registrationSource: string;
  /** When the welcome mail was put into the outbox; null when never. */
  welcomedAt: number | null;
  createdAt: number;
  updatedAt: number;
}

export const FRONTEND_USER_COLUMNS = `id, email, status, crm_contact_id as crmContactId, convex_user_id as convexUserId,
  auth_provider as authProvider, registration_source as registrationSource, welcomed_at as welcomedAt,
  created_at as createdAt, updated_at as updatedAt`;

export function findFrontendUser(db: Database, id: string): FrontendUser | undefined {
  return db.get<FrontendUser>(`select ${FRONTEND_USER_COLUMNS} from frontend_users where id = ?`, id);
}

export function findByConvexUser(db: Database, convexUserId: string): FrontendUser | undefined {
  return db.get<FrontendUser>(
    `select ${FRONTEND_USER_COLUMNS} from frontend_users where convex_user_id = ?`,
    convexUserId,
  );
}

/** The guest who booked with this e-mail and has no account yet. */
export function findGuest(db: Database, email: string): FrontendUser | undefined {
  return db.get<FrontendUser>(
    `select ${FRONTEND_USER_COLUMNS} from frontend_users where email_key = ? and auth_provider = 'guest'
       and convex_user_id is null and status <> 'deleted' order by created_at, id limit 1`,
    emailKey(email),
  );
}

/** Inserts unless its ID or its Convex user is taken; true when it was inserted. */
export function insertFrontendUser(db: Database, user: FrontendUser): boolean {
  const sql = `insert into frontend_users (email, status, crm_contact_id, convex_user_id, auth_provider,
    registration_source, welcomed_at, created_at, updated_at, email_key, id)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict do nothing`;
  return db.run(sql, ...columnsOf(user)) > 0;
}

/** Overwrites the frontend user of the same ID. */
export function updateFrontendUser(db: Database, user: FrontendUser): void {
  const sql = `update frontend_users set email = ?, status = ?, crm_contact_id = ?, convex_user_id = ?,
    auth_provider = ?, registration_source = ?, welcomed_at = ?, created_at = ?, updated_at = ?, email_key = ?
    where id = ?`;
  db.run(sql, ...columnsOf(user));
}

/** The API's form. */
export function toFrontendUserJson(user: FrontendUser) {
  return {
    id: user.id,
    email: user.email,
    status: user.status,
    crmContactId: user.crmContactId,
    customProperties: {
      convexUserId: user.convexUserId,
      authProvider: user.authProvider,
      registrationSource: user.registrationSource,
    },
    createdAt: user.createdAt,
    updatedAt: user.updatedAt,
  };
}

function columnsOf(user: FrontendUser) {
  return [
    user.email,
    user.status,
    user.crmContactId,
    user.convexUserId,
    user.authProvider,
    user.registrationSource,
    user.welcomedAt,
    user.createdAt,
    user.updatedAt,
    emailKey(user.email),
    user.id,
  ];
}
