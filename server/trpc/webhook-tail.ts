import { setTimeout as sleep } from "node:timers/promises";
import type { WebhookRow, WebhookTailInput } from "../../shared/webhooks-api";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";

/** How often the log is looked at for whoever follows it, in ms. */
const LOOK_MS = 1_000;

type Told = { id: string; row: WebhookRow };

/**
 * What arrives from now on, or after the row with the ID `lastEventId`, until `signal` aborts. The ID is the row's place
 * in the log, so that who was cut off gets exactly what they have missed.
 */
export async function* followLog(
  convex: ConvexCaller,
  { lastEventId, ...filter }: WebhookTailInput,
  signal: AbortSignal,
): AsyncGenerator<Told> {
  const place = Number(lastEventId ?? NaN);
  let after = Number.isFinite(place) ? place : null;
  while (!signal.aborted) {
    const found = await convex.query(api.webhookLog.since, { ...filter, after });
    for (const { at, row } of found.rows) yield { id: String(at), row };
    const isBehind = after !== null && found.rows.length > 0;
    after = found.after;
    if (!isBehind) await sleep(LOOK_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}
