import type { Database } from "../store/database";

/** Where events go. `secret` is in the Standard Webhooks form, `whsec_<base64>`. */
export interface Endpoint {
  url: string;
  secret: string;
}

/** The endpoints that have not answered 410. */
export function enabledEndpoints(db: Database, endpoints: readonly Endpoint[]): Endpoint[] {
  const rows = db.all<{ url: string }>("select url from disabled_endpoints");
  const disabled = new Set(rows.map((row) => row.url));
  return endpoints.filter((endpoint) => !disabled.has(endpoint.url));
}

/** Remembers that the receiver is gone, and gives up what still waits for it. */
export function disableEndpoint(db: Database, url: string, now: number): void {
  db.transaction(() => {
    db.run(
      "insert into disabled_endpoints (url, disabled_at) values (?, ?) on conflict do nothing",
      url,
      now,
    );
    db.run(
      `update webhook_deliveries set status = 'failed', last_outcome = 'endpoint disabled', settled_at = ?
       where status = 'queued' and endpoint_url = ?`,
      now,
      url,
    );
  });
}

/** Sends to the endpoint again from now on. True when it was disabled. */
export function enableEndpoint(db: Database, url: string): boolean {
  return db.run("delete from disabled_endpoints where url = ?", url) > 0;
}
