import { loadConfig, openEmbeddedStore } from "../../../server/config";
import type { Doc } from "../../../server/convex/_generated/dataModel";
import type { WebhookOutcome } from "../../../shared/webhooks-api";
import { storedJoin } from "../../support/stored-join";

/** One event as the store keeps it. */
export type KeptEvent = {
  eventId: string;
  outcome: string;
  /** The last name before and after it; null when it changed none. */
  changed: { before: string | null; after: string | null } | null;
  /** What became of each request that brought it, oldest first. */
  arrivals: string[];
};

/** Everything the test asks of Tandem's own file, without Tandem. */
export async function readWebhooks(dataDir: string) {
  const store = await openEmbeddedStore(await loadConfig({ DATA_DIR: dataDir }));
  try {
    const { disagreements } = await store.verify();
    return await store.run(async (ctx) => {
      const deliveries = await ctx.db.query("webhookDeliveries").collect();
      const attempts = await ctx.db.query("webhookAttempts").collect();
      const users = await ctx.db.query("users").collect();
      const audit = await ctx.db.query("auditEvents").collect();
      const totals = await ctx.db.query("webhookTypes").collect();
      const byDelivery = outcomesByDelivery(attempts);
      const events = deliveries.map(({ _id, eventId, outcome, changes }): KeptEvent => ({
        ...{ eventId, outcome },
        changed: changes.find(({ field }) => field === "lastName") ?? null,
        arrivals: byDelivery.get(_id) ?? [],
      }));
      return {
        ...{ disagreements, events, join: await storedJoin(ctx) },
        lastNames: new Map(users.map(({ frontendUserId, lastName }) => [frontendUserId, lastName])),
        /** Events on people's timelines. */
        told: audit.filter(({ action }) => action === "webhook user.updated").length,
        counted: (outcome: WebhookOutcome) =>
          totals.reduce((sum, { counts }) => sum + (counts[outcome] ?? 0), 0),
      };
    });
  } finally {
    await store.close();
  }
}

function outcomesByDelivery(attempts: Array<Doc<"webhookAttempts">>): Map<string, string[]> {
  const outcomes = new Map<string, string[]>();
  for (const { delivery = "", outcome } of attempts) {
    outcomes.set(delivery, [...(outcomes.get(delivery) ?? []), outcome]);
  }
  return outcomes;
}
