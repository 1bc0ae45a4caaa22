import { newKeyId } from "../ids";
import type { Database } from "../store/database";
import { type ApiKey, insertKey, listKeys, openingKey, removeKey } from "../store/api-keys";

/**
 * Takes the keys of the options over: new ones are added, and those that the options no longer name open nothing any
 * more. With the old and the new one named, a caller changes over when it likes. Runs at every start.
 */
export function applyConfiguredKeys(
  db: Database,
  keys: readonly string[],
  perMinute: number | null,
  now: number,
): void {
  db.transaction(() => {
    db.run("update api_keys set per_minute = ? where configured = 1", perMinute);
    const named = new Set(keys.map((key) => openingKey(db, key, now)?.id));
    for (const { id, configured } of listKeys(db)) if (configured && !named.has(id)) removeKey(db, id);
    keys.forEach((key, index) => insertKey(db, configuredKey(index, perMinute, now), key));
  });
}

function configuredKey(index: number, perMinute: number | null, now: number): ApiKey {
  const label = index === 0 ? "configured" : `configured ${index + 1}`;
  const never = { lastUsedAt: null, expiresAt: null };
  return { id: newKeyId(), label, configured: true, perMinute, createdAt: now, ...never };
}
