import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { api } from "../../server/convex/_generated/api";
import type { WebhookFilter } from "../../shared/webhooks-api";
import { Scene } from "./interleavings-harness";

/** What people look at to see whether webhooks are well: it is counted when they come. */
let scene: Scene;
beforeEach(async () => void (scene = await Scene.open()));
afterEach(() => scene.store.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (ms = 1_000) => (scene.clock.now += ms);
const arrival = () => ({ receivedAt: scene.clock.now, durationMs: 1, bytes: 2, headers: [] });
const refuse = (cause: "signature" | "timestamp") =>
  scene.mutate(api.webhooks.reject, { arrival: arrival(), source: "192.0.2.1", cause, body: "{}" });
const histogram = (range: "1h" | "24h" | "7d" | "90d") => scene.query(api.webhookWatch.histogram, { range });

describe("figures", () => {
  test("the histogram shows every bucket of its range, and what became of the requests in each", async () => {
    const start = scene.clock.now;
    const event = { eventId: "evt_1" };
    await scene.deliver("invoice.paid", {}, event);
    later(2 * MINUTE);
    await scene.deliver("invoice.paid", {}, event);
    await refuse("signature");
    await refuse("timestamp");
    const hour = await histogram("1h");
    expect([hour.bucketMs, hour.buckets.length]).toEqual([MINUTE, 60]);
    expect(hour.buckets.filter(({ counts }) => Object.keys(counts).length > 0)).toEqual([
      { at: start, counts: { ignored: 1 } },
      { at: start + 2 * MINUTE, counts: { duplicate: 1, rejected: 2 } },
    ]);
    expect(hour.totals).toEqual({ ignored: 1, duplicate: 1, rejected: 2 });
    expect(hour.causes).toEqual({ signature: 1, timestamp: 1 });
    for (const range of ["24h", "7d", "90d"] as const)
      expect((await histogram(range)).totals).toEqual(hour.totals);
    later(2 * HOUR);
    expect((await histogram("1h")).totals).toEqual({});
    expect((await histogram("24h")).totals).toEqual(hour.totals);
  });

  test("lag is from the event's own time until it was applied, within a fifth", async () => {
    const { frontendUserId } = await scene.linked();
    expect(await scene.query(api.webhookWatch.lag, { range: "24h" })).toMatchObject({
      count: 0,
      p50Ms: null,
    });
    const lags = [...Array<number>(94).fill(200), 5_000, 5_000, 5_000, 5_000, 30_000, 30_000];
    for (const [n, lagMs] of lags.entries()) {
      const eventAt = later();
      later(lagMs);
      await scene.deliver("user.updated", { frontendUserId, lastName: `N${n}` }, { eventAt });
    }
    const lag = await scene.query(api.webhookWatch.lag, { range: "24h" });
    expect(lag.count).toBe(100);
    for (const [found, meant] of [
      [lag.p50Ms, 200],
      [lag.p95Ms, 5_000],
      [lag.p99Ms, 30_000],
    ] as const) {
      expect(found).toBeGreaterThanOrEqual(meant);
      expect(found).toBeLessThan(1.2 * meant);
    }
  });

  test("types say when each was first and last seen, and whether Tandem acts on it", async () => {
    const first = scene.clock.now;
    await scene.deliver("invoice.paid", {});
    await scene.deliver("user.updated", { frontendUserId: "nobody" });
    const last = later(HOUR);
    await scene.deliver("invoice.paid", {});
    const { types } = await scene.query(api.webhookWatch.types, {});
    expect(types).toEqual([
      { type: "invoice.paid", handled: false, count: 2, firstSeenAt: first, lastSeenAt: last },
      { type: "user.updated", handled: true, count: 1, firstSeenAt: first, lastSeenAt: first },
    ]);
    const facets = await scene.query(api.webhookLog.facets, {});
    expect(facets.outcomes).toMatchObject({ ignored: 2, unmatched: 1, applied: 0 });
  });
});

describe("the log", () => {
  async function page(filter: WebhookFilter, limit = 100) {
    const found = [];
    let cursor: string | null = null;
    do {
      const {
        rows,
        nextCursor,
      }: { rows: Array<{ eventId: string | null; cause: string | null }>; nextCursor: string | null } =
        await scene.query(api.webhookLog.page, { ...filter, cursor, limit });
      found.push(...rows.map(({ eventId, cause }) => eventId ?? cause));
      cursor = nextCursor;
    } while (cursor);
    return found;
  }

  test("is found by any combination of filters, newest first and page by page", async () => {
    const { userId, frontendUserId, crmContactId: contactId } = await scene.linked();
    const start = scene.clock.now;
    await scene.deliver(
      "user.updated",
      { frontendUserId, lastName: "A" },
      { eventAt: later(), eventId: "evt_a" },
    );
    await scene.deliver(
      "user.updated",
      { frontendUserId, lastName: "A" },
      { eventAt: later(), eventId: "evt_a" },
    );
    await scene.deliver(
      "contact.updated",
      { contactId, lastName: "B" },
      { eventAt: later(), eventId: "evt_b" },
    );
    later();
    await refuse("signature");
    await scene.deliver("user.updated", { frontendUserId: "nobody" }, { eventId: "evt_c" });
    later();
    await refuse("timestamp");
    await scene.deliver("invoice.paid", {}, { eventId: "other" });
    const cases: Array<[WebhookFilter, unknown[]]> = [
      [{}, ["other", "timestamp", "evt_c", "signature", "evt_b", "evt_a", "evt_a"]],
      [{ outcomes: ["rejected"] }, ["timestamp", "signature"]],
      [{ causes: ["signature"] }, ["signature"]],
      [{ outcomes: ["rejected", "ignored"] }, ["other", "timestamp", "signature"]],
      [{ outcomes: ["ignored"], causes: ["signature"] }, []],
      [{ types: ["user.updated"] }, ["evt_c", "evt_a", "evt_a"]],
      [{ types: ["user.updated", "invoice.paid"], outcomes: ["duplicate", "ignored"] }, ["other", "evt_a"]],
      [{ person: userId }, ["evt_b", "evt_a", "evt_a"]],
      [{ person: contactId, outcomes: ["applied"], types: ["user.updated"] }, ["evt_a"]],
      [{ person: "nobody at all" }, []],
      [{ eventId: "evt_" }, ["evt_c", "evt_b", "evt_a", "evt_a"]],
      [{ eventId: "evt_", person: userId, outcomes: ["duplicate"] }, ["evt_a"]],
      [{ from: start + 2_000, to: start + 4_000 }, ["evt_b", "evt_a"]],
      [{ from: start + 2_000, to: start + 4_000, types: ["contact.updated"] }, ["evt_b"]],
    ];
    for (const [filter, wanted] of cases) {
      expect([filter, await page(filter)]).toEqual([filter, wanted]);
      expect([filter, await page(filter, 1)]).toEqual([filter, wanted]);
    }
  });

  test("is followed from any place in it: nothing is told twice and nothing left out", async () => {
    const since = (after: number | null, filter: WebhookFilter = {}) =>
      scene.query(api.webhookLog.since, { after, ...filter });
    await scene.deliver("before.it", {});
    later(3_000);
    let { after } = await since(null);
    const told: Array<string | null> = [];
    for (let n = 0; n < 5; n++) {
      await scene.deliver(`type.${n}`, {});
      if (n % 2 === 0) await refuse("signature");
      later(700);
      const found = await since(after);
      told.push(...found.rows.map(({ row }) => row.type ?? row.cause));
      after = found.after;
    }
    later(3_000);
    told.push(...(await since(after)).rows.map(({ row }) => row.type ?? row.cause));
    expect(told).toEqual([
      "type.0",
      "signature",
      "type.1",
      "type.2",
      "signature",
      "type.3",
      "type.4",
      "signature",
    ]);
  });
});
