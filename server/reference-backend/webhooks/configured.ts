import type { Database } from "../store/database";
import {
  type Endpoint,
  findEndpointByUrl,
  insertEndpoint,
  listEndpoints,
  removeEndpoint,
  saveSecrets,
  setForm,
} from "./endpoints";
import { OVERLAP_MS, rotate } from "./secrets";

/**
 * Brings the stored endpoints to what the options say, at every start. A secret that changed there is rotated, so
 * that the receiver may be told before or after; one that did not change undoes no rotation made by the API.
 * Endpoints that the options no longer name are removed, those that the API made are left alone.
 */
export function applyConfigured(db: Database, endpoints: readonly Endpoint[], now: number): void {
  db.transaction(() => {
    const named = new Set(endpoints.map((endpoint) => endpoint.url));
    for (const stored of listEndpoints(db)) {
      if (stored.configuredSecret !== null && !named.has(stored.url)) removeEndpoint(db, stored, now);
    }
    for (const endpoint of endpoints) apply(db, endpoint, now);
    giveUpOrphans(db, now);
  });
}

/** What an older version left in the outbox for endpoints that were never stored. */
function giveUpOrphans(db: Database, now: number): void {
  db.run(
    `update webhook_deliveries set status = 'failed', last_outcome = 'endpoint removed', settled_at = ?
     where status = 'queued' and endpoint_url not in (select url from webhook_endpoints)`,
    now,
  );
}

function apply(db: Database, endpoint: Endpoint, now: number): void {
  const stored = findEndpointByUrl(db, endpoint.url);
  if (!stored) {
    insertEndpoint(db, endpoint, true, now);
    return;
  }
  if (endpoint.form) setForm(db, stored.id, endpoint.form);
  if (stored.configuredSecret === endpoint.secret) return;
  saveSecrets(db, stored.id, rotate(stored, endpoint.secret, now + OVERLAP_MS));
  const sql = "update webhook_endpoints set configured_secret = ? where id = ?";
  db.run(sql, endpoint.secret, stored.id);
}
