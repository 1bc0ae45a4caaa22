import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { MutationCtx } from "../../server/convex/_generated/server";
import { bookFacts } from "../../server/convex/model/bookFacts";
import { mergeBuckets } from "../../server/convex/model/webhookBuckets";
import type { Fact } from "../../server/convex/model/webhookFacts";
import { webhookCauses, webhookOutcomes, type WebhookFilter } from "../../shared/webhooks-api";
import { admin, Scene } from "./interleavings-harness";

/** The figures beside the log: each says what choosing it would find, and the bars are of what the log shows. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (ms = 1_000) => (scene.clock.now += ms);
const refuse = (cause: "signature" | "timestamp") =>
  scene.mutate(api.webhooks.reject, {
    arrival: { receivedAt: scene.clock.now, durationMs: 1, bytes: 2, headers: [] },
    ...{ source: "192.0.2.1", cause, body: "{}" },
  });
const facets = (filter: WebhookFilter) => scene.query(api.webhookLog.facets, filter);
const bars = (filter: WebhookFilter) => scene.query(api.webhookWatch.histogram, { range: "90d", ...filter });

/** How many rows the log has for a filter, by going through it. */
async function rowsOf(filter: WebhookFilter): Promise<number> {
  const { rows } = await scene.query(api.webhookLog.page, { ...filter, cursor: null, limit: 200 });
  return rows.length;
}

type Person = Awaited<ReturnType<Scene["linked"]>>;

/** A day and a half of everything there is, some hours of it apart. */
async function someArrive({ frontendUserId, crmContactId: contactId }: Person): Promise<void> {
  for (let n = 0; n < 6; n++) {
    const event = { eventAt: later(), eventId: `own_${n}` };
    await scene.deliver("user.updated", { frontendUserId, lastName: `N${n}` }, event);
    if (n % 2 === 0) await scene.deliver("user.updated", { frontendUserId, lastName: `N${n}` }, event);
    await scene.deliver("contact.updated", { contactId, lastName: `M${n}` }, { eventAt: later() });
    await scene.deliver("user.updated", { frontendUserId: "nobody" });
    await scene.deliver("invoice.paid", {});
    if (n % 3 === 0) await fail(frontendUserId);
    await refuse(n % 2 === 0 ? "signature" : "timestamp");
    later(6 * HOUR + 7_000);
  }
}

/** An event whose e-mail address cannot be one. */
const fail = (frontendUserId: string) =>
  scene.mutate(api.webhooks.receive, {
    event: {
      ...{ eventId: `failing_${scene.clock.now}`, type: "user.updated", eventAt: scene.clock.now },
      ...{ payload: "{}", data: { frontendUserId } },
      failure: { field: "email", message: "It is no e-mail address." },
    },
    arrival: { receivedAt: scene.clock.now, durationMs: 1, bytes: 2, headers: [] },
  });

describe("the counts beside the log", () => {
  test("are what choosing each of them would find, whatever else it is narrowed to", async () => {
    const person = await scene.linked();
    const start = scene.clock.now;
    await someArrive(person);
    const [from, to] = [
      Math.floor(start / HOUR) * HOUR + 6 * HOUR,
      Math.floor(start / HOUR) * HOUR + 20 * HOUR,
    ];
    const filters: WebhookFilter[] = [
      {},
      { types: ["user.updated"] },
      { types: ["user.updated", "invoice.paid"], outcomes: ["applied", "failed", "ignored"] },
      { outcomes: ["rejected"] },
      { causes: ["signature", "invalid_email"] },
      { causes: ["invalid_email"], types: ["user.updated"] },
      { outcomes: ["applied"], causes: ["timestamp"] },
      { causes: [...webhookCauses], types: ["user.updated", "invoice.paid", "a", "b", "c", "d"] },
      { from, to },
      { from: from + 61_234, to: to + 5_000 },
      { from, types: ["user.updated"], outcomes: ["duplicate", "failed"] },
      { to, causes: ["signature"] },
      { person: person.userId },
      { person: person.userId, outcomes: ["duplicate"], from },
      { eventId: "own_", types: ["user.updated"] },
      { person: "nobody at all" },
    ];
    const check = async (filter: WebhookFilter) => {
      const found = await facets(filter);
      expect(found.exact).toBe(true);
      for (const outcome of webhookOutcomes)
        expect([filter, outcome, found.outcomes[outcome]]).toEqual([
          ...[filter, outcome, await rowsOf({ ...filter, outcomes: [outcome] })],
        ]);
      for (const cause of webhookCauses)
        expect([filter, cause, found.causes[cause] ?? 0]).toEqual([
          ...[filter, cause, await rowsOf({ ...filter, causes: [cause] })],
        ]);
      for (const { type, count } of found.types)
        expect([filter, type, count]).toEqual([filter, type, await rowsOf({ ...filter, types: [type] })]);
    };
    for (const filter of filters) await check(filter);
    later(3 * DAY);
    await scene.deliver("user.updated", { frontendUserId: "nobody" });
    await scene.store.runScheduled();
    for (const filter of filters) await check(filter);
  }, 30_000);

  test("say that they are the least there can be, where too many would have to be looked at", async () => {
    const { userId, frontendUserId } = await scene.linked();
    for (let n = 0; n < 201; n++)
      await scene.deliver("user.updated", { frontendUserId, lastName: `N${n}` }, { eventAt: later(10) });
    expect(await facets({ person: userId })).toMatchObject({ exact: false, outcomes: { applied: 200 } });
    expect(await bars({ person: userId })).toMatchObject({ exact: false, totals: { applied: 200 } });
    expect(await facets({ types: ["user.updated"] })).toMatchObject({
      ...{ exact: true, outcomes: { applied: 201 } },
    });
  }, 30_000);
});

describe("the bars", () => {
  test("are of what the log is narrowed to; of a time, with what was around it", async () => {
    const person = await scene.linked();
    const start = scene.clock.now;
    await someArrive(person);
    const filters: WebhookFilter[] = [
      {},
      { types: ["user.updated"], outcomes: ["applied", "duplicate"] },
      { causes: ["signature"] },
      { person: person.userId, outcomes: ["applied"] },
      { eventId: "own_3" },
    ];
    for (const filter of filters) {
      const { buckets, totals, exact } = await bars(filter);
      const sum = (counts: object) =>
        Object.values(counts).reduce((all: number, count: number) => all + count, 0);
      const count = buckets.reduce((all, { counts }) => all + sum(counts), 0);
      expect([filter, count, sum(totals), exact]).toEqual([
        ...[filter, await rowsOf(filter), await rowsOf(filter), true],
      ]);
    }
    later(20 * DAY);
    const hour = await scene.query(api.webhookWatch.histogram, {
      ...{ range: "1h", from: start, to: start + 60_000, types: ["invoice.paid"] },
    });
    expect(hour).toMatchObject({ range: "24h", bucketMs: HOUR });
    expect(hour.buckets.filter(({ counts }) => counts.ignored).map(({ at }) => at)).toContain(
      Math.floor(start / HOUR) * HOUR,
    );
  });

  test("of a time that is over lie in one document, and what comes late is counted all the same", async () => {
    const count = () =>
      scene.store.run(async ({ db }) =>
        (await db.query("webhookBuckets").collect()).map(({ shard }) => shard),
      );
    for (let n = 0; n < 20; n++) await scene.deliver("invoice.paid", {});
    const late = scene.clock.now;
    later(2 * DAY);
    await scene.deliver("invoice.paid", {});
    await scene.store.runScheduled();
    expect((await count()).filter((shard) => shard === 0)).toHaveLength(2);
    await scene.mutate(api.webhooks.reject, {
      arrival: { receivedAt: late, durationMs: 1, bytes: 2, headers: [] },
      ...{ source: "192.0.2.1", cause: "signature", body: "{}" },
    });
    expect((await bars({})).totals).toEqual({ ignored: 21, rejected: 1 });
    expect((await bars({ to: late + 60_000 })).totals).toEqual({ ignored: 20, rejected: 1 });
  });

  test("of a week read no more of the store when a hundred times as many have come", async () => {
    const last = Math.floor(scene.clock.now / DAY) * DAY - HOUR;
    const hours = Array.from({ length: 7 * 24 }, (_, n) => last - n * HOUR);
    const come = (times: number) =>
      scene.store.run(async (ctx) => {
        const facts = hours.map((at): Fact => ({ at, type: "user.updated", outcome: "applied", times }));
        await bookFacts(ctx as unknown as MutationCtx, facts);
        await mergeBuckets(ctx as unknown as MutationCtx, 1_000);
      });
    const readBy = (range: "7d" | "90d", filter: WebhookFilter = {}) =>
      scene.store.run(
        async (ctx) => {
          await ctx.runQuery(api.webhookWatch.histogram, { range, ...filter });
          return (await ctx.meta.getTransactionMetrics()).documentsRead.used;
        },
        { identity: admin },
      );
    const reads = async () => [
      await readBy("7d"),
      await readBy("7d", { types: ["user.updated"], outcomes: ["applied"] }),
      await readBy("90d"),
    ];
    await come(1);
    const few = await reads();
    for (let n = 0; n < 9; n++) await come(11);
    expect((await bars({})).totals).toEqual({ applied: 100 * hours.length });
    expect(await reads()).toEqual(few);
  });
});
