import { endpointNotFound } from "../api-error";
import { newEndpointId } from "../ids";
import type { Database } from "../store/database";
import type { BodyForm } from "./forms";
import type { Secrets } from "./secrets";

/** An endpoint as options and callers give it. `secret` is in the Standard Webhooks form, `whsec_<base64>`. */
export interface Endpoint {
  url: string;
  secret: string;
  /** `full` by default. */
  form?: BodyForm;
}

/** Why nothing is sent to an endpoint: it answered 410, it failed for days, or somebody switched it off. */
export type DisabledReason = "gone" | "failing" | "by_hand";

/** A row of `webhook_endpoints`. Times are Unix milliseconds. */
export interface StoredEndpoint extends Secrets {
  id: string;
  url: string;
  form: BodyForm;
  configuredSecret: string | null;
  failingSince: number | null;
  lastFailureAt: number | null;
  disabledAt: number | null;
  disabledReason: DisabledReason | null;
  createdAt: number;
}

const SELECT = `select id, url, form, secret, configured_secret as configuredSecret,
  previous_secret as previousSecret, previous_until as previousUntil, failing_since as failingSince,
  last_failure_at as lastFailureAt, disabled_at as disabledAt, disabled_reason as disabledReason,
  created_at as createdAt from webhook_endpoints`;

/** All endpoints, oldest first. There are a few dozen at most (`MAX_ENDPOINTS`). */
export function listEndpoints(db: Database): StoredEndpoint[] {
  return db.all<StoredEndpoint>(`${SELECT} order by created_at, id`);
}

/** Throws the 404 when there is none of this ID. */
export function existingEndpoint(db: Database, id: string): StoredEndpoint {
  const endpoint = db.get<StoredEndpoint>(`${SELECT} where id = ?`, id);
  if (!endpoint) throw endpointNotFound();
  return endpoint;
}

export function findEndpointByUrl(db: Database, url: string): StoredEndpoint | undefined {
  return db.get<StoredEndpoint>(`${SELECT} where url = ?`, url);
}

/** Inserts the endpoint and answers its ID. `configured` when it comes from the options. */
export function insertEndpoint(db: Database, endpoint: Endpoint, configured: boolean, now: number): string {
  const { url, secret, form = "full" } = endpoint;
  const id = newEndpointId();
  db.run(
    `insert into webhook_endpoints (id, url, form, secret, configured_secret, created_at)
     values (?, ?, ?, ?, ?, ?)`,
    id,
    url,
    form,
    secret,
    configured ? secret : null,
    now,
  );
  return id;
}

/** Takes effect with the next event: queued ones keep the bytes they have. */
export function setForm(db: Database, id: string, form: BodyForm): void {
  db.run("update webhook_endpoints set form = ? where id = ?", form, id);
}

export function saveSecrets(db: Database, id: string, secrets: Secrets): void {
  db.run(
    "update webhook_endpoints set secret = ?, previous_secret = ?, previous_until = ? where id = ?",
    secrets.secret,
    secrets.previousSecret,
    secrets.previousUntil,
    id,
  );
}

/** Forgets the endpoint and gives up what waits for it; the log of its deliveries stays. */
export function removeEndpoint(db: Database, endpoint: StoredEndpoint, now: number): void {
  db.transaction(() => {
    db.run("delete from webhook_endpoints where id = ?", endpoint.id);
    giveUpWaiting(db, endpoint.url, "endpoint removed", now);
  });
}

/** Settles all that is queued for the endpoint as failed. */
export function giveUpWaiting(db: Database, url: string, outcome: string, now: number): void {
  db.run(
    `update webhook_deliveries set status = 'failed', last_outcome = ?, settled_at = ?
     where status = 'queued' and endpoint_url = ?`,
    outcome,
    now,
    url,
  );
}
