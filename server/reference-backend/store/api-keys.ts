import { createHash } from "node:crypto";
import type { Database } from "./database";

/** A row of `api_keys`. Times are Unix milliseconds. The key itself is kept nowhere. */
export interface ApiKey {
  id: string;
  label: string;
  /** From the options; others were made by the API. */
  configured: boolean;
  /** Requests it may make in a minute; null for as many as it likes. */
  perMinute: number | null;
  createdAt: number;
  lastUsedAt: number | null;
  /** From then on it opens nothing: it was rotated. */
  expiresAt: number | null;
}

type ApiKeyRow = Omit<ApiKey, "configured"> & { configured: number };

const SELECT = `select id, label, configured, per_minute as perMinute, created_at as createdAt,
  last_used_at as lastUsedAt, expires_at as expiresAt from api_keys`;

const toApiKey = (row: ApiKeyRow): ApiKey => ({ ...row, configured: row.configured !== 0 });

/** Keys are random, so a hash without salt gives nothing away and can be looked up by index. */
export const hashOf = (key: string): string => createHash("sha256").update(key).digest("hex");

/** All keys, oldest first. There are a few dozen at most (`MOST_KEYS`). */
export const listKeys = (db: Database): ApiKey[] => db.all<ApiKeyRow>(`${SELECT} order by pk`).map(toApiKey);

export function findKey(db: Database, id: string): ApiKey | undefined {
  const row = db.get<ApiKeyRow>(`${SELECT} where id = ?`, id);
  return row && toApiKey(row);
}

/** The key that this is, unless it has expired. */
export function openingKey(db: Database, key: string, now: number): ApiKey | undefined {
  const sql = `${SELECT} where hash = ? and (expires_at is null or expires_at > ?)`;
  const row = db.get<ApiKeyRow>(sql, hashOf(key), now);
  return row && toApiKey(row);
}

/** Inserts unless the same key is there. */
export function insertKey(db: Database, { id, label, ...rest }: ApiKey, key: string): void {
  db.run(
    `insert into api_keys (id, label, hash, configured, per_minute, created_at, last_used_at, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    ...[id, label, hashOf(key), Number(rest.configured), rest.perMinute, rest.createdAt],
    ...[rest.lastUsedAt, rest.expiresAt],
  );
}

export function expireKey(db: Database, id: string, at: number): void {
  db.run("update api_keys set expires_at = ? where id = ?", at, id);
}

export function removeKey(db: Database, id: string): void {
  db.run("delete from api_keys where id = ?", id);
}

export function noteUse(db: Database, id: string, now: number): void {
  db.run("update api_keys set last_used_at = ? where id = ?", now, id);
}
