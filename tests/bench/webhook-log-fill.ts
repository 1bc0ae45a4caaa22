/**
 * A log of webhooks over the last 30 days, so many of them, put straight into a store on disk and counted as those are
 * that come in by the door. In a process of its own.
 */
import { loadConfig } from "../../server/config";
import { systemActor } from "../../server/convex-client";
import type { Id } from "../../server/convex/_generated/dataModel";
import type { MutationCtx } from "../../server/convex/_generated/server";
import { bookFacts } from "../../server/convex/model/bookFacts";
import { recordArrival } from "../../server/convex/model/webhookArrivals";
import { forgetBuckets, mergeBuckets } from "../../server/convex/model/webhookBuckets";
import type { Fact } from "../../server/convex/model/webhookFacts";
import type { WebhookCause, WebhookOutcome } from "../../shared/webhooks-api";
import { importPeople } from "./jobs-people";
import { print } from "./table";
import { inStore, openGate } from "./tandem";

const DAYS_MS = 30 * 86_400_000;
const PEOPLE = 2_000;
/** Arrivals put in with one commit. */
const BATCH = 1_000;
/** Buckets seen to with one commit. */
const UPKEEP = 1_000;
const HEADERS = [
  { name: "content-type", value: "application/json" },
  { name: "user-agent", value: "backend/1.0" },
  { name: "webhook-id", value: "evt_0" },
];
const PAYLOAD = JSON.stringify({ note: "x".repeat(280) });

type Person = { user: Id<"users">; contactId?: string | undefined };
type Kind = { type?: string; outcome: WebhookOutcome; cause?: WebhookCause };

/** What the `n`-th is: most are applied; one of a hundred fails or is refused, and one of ten thousand fails rarely. */
export function kindOf(n: number): Kind {
  const type = n % 3 === 0 ? "contact.updated" : "user.updated";
  if (n % 10_000 === 77) return { type: "user.updated", outcome: "failed", cause: "invalid_phone" };
  if (n % 100 === 7) return { type: "user.updated", outcome: "failed", cause: "invalid_email" };
  if (n % 100 === 8) return { outcome: "rejected", cause: "signature" };
  if (n % 100 === 9) return { type, outcome: "unmatched" };
  if (n % 40 === 11) return { type, outcome: "duplicate" };
  if (n % 40 === 12) return { type: `invoice.${n % 7}`, outcome: "ignored" };
  return { type, outcome: n % 50 === 13 ? "stale" : "applied" };
}

/** One of a hundred is about the first person. */
const personOf = (people: Person[], n: number) => people[n % 100 === 0 ? 0 : (n * 7_919) % people.length]!;

async function fill(dataDir: string, count: number): Promise<number> {
  const config = await loadConfig({ DATA_DIR: dataDir });
  await inStore(config, (_, convex) => importPeople(convex.as(systemActor), PEOPLE, "linked"));
  await openGate(config, 1);
  const startedAt = performance.now();
  await inStore(config, async (store) => {
    const people = await store.run(async ({ db }) => {
      const users = await db.query("users").take(PEOPLE);
      return users.map(({ _id, crmContactId }) => ({ user: _id, contactId: crmContactId }));
    });
    const now = Date.now();
    const at = (n: number) => now - DAYS_MS + Math.floor((DAYS_MS * n) / count);
    for (let first = 0; first < count; first += BATCH)
      await store.run((ctx) =>
        putIn(ctx as unknown as MutationCtx, people, at, first, Math.min(first + BATCH, count)),
      );
    while (await store.run((ctx) => forgetBuckets(ctx as unknown as MutationCtx, UPKEEP)));
    while (await store.run((ctx) => mergeBuckets(ctx as unknown as MutationCtx, UPKEEP)));
  });
  return (performance.now() - startedAt) / 1_000;
}

async function putIn(
  ctx: MutationCtx,
  people: Person[],
  at: (n: number) => number,
  first: number,
  end: number,
): Promise<void> {
  const facts: Fact[] = [];
  for (let n = first; n < end; n++) await putOne(ctx, facts, personOf(people, n), at(n), n);
  await bookFacts(ctx, facts);
}

async function putOne(ctx: MutationCtx, facts: Fact[], person: Person, receivedAt: number, n: number) {
  const { type, outcome, cause } = kindOf(n);
  const arrival = { receivedAt, durationMs: 4, bytes: 1_024, headers: HEADERS, scheme: "standard" };
  if (!type) return void (await recordArrival(ctx, facts, arrival, outcome, { cause, source: "192.0.2.1" }));
  const about = outcome === "unmatched" ? {} : person;
  const event = { eventId: `evt_${n}`, type, eventAt: receivedAt - 500, payload: PAYLOAD, data: {} };
  const { data: _data, ...stored } = event;
  const delivery = await ctx.db.insert("webhookDeliveries", {
    ...{ ...stored, ...about, outcome, cause, receivedAt, changes: [], sessionsEnded: 0 },
  });
  await recordArrival(ctx, facts, arrival, outcome, { event, delivery, cause, ...about });
}

const [, , dataDir = "", count] = process.argv;
print(JSON.stringify(await fill(dataDir, Number(count))));
