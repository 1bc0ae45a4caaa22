/** How long people wait for the log of webhooks, over HTTP as the console asks, and what of it the store takes. */
import type { FunctionArgs } from "convex/server";
import { api } from "../../server/convex/_generated/api";
import type { WebhookFilter } from "../../shared/webhooks-api";
import { runner } from "../support/resync-everybody";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { contactId } from "./jobs-people";
import { timeOf } from "./latency";
import { print } from "./table";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAGE = 50;
/** How far down the deep page lies, in rows; of a short log in its middle. */
const DEEP = 20_000;
const WARM = 20;
const TIMES = 200;

/** Milliseconds. `found`: rows of a page, or what was counted. */
export type Reading = { what: string; http: Wait; store: Wait; found: number };
type Wait = { p50: number; p99: number };

/** A call both ways. Each answers what it found. */
type Call = { what: string; http(): Promise<number>; store(): Promise<number> };

async function measure(dataDir: string, count: number): Promise<Reading[]> {
  const tandem = await startTestTandem({ dataDir });
  try {
    const readings: Reading[] = [];
    for (const { what, http, store } of await callsOf(tandem, count))
      readings.push({ what, http: await waitOf(http), store: await waitOf(store), found: await http() });
    return readings;
  } finally {
    await tandem.close();
  }
}

async function waitOf(call: () => Promise<number>): Promise<Wait> {
  for (let n = 0; n < WARM; n++) await call();
  const times: number[] = [];
  while (times.length < TIMES) times.push(await timeOf(call));
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

async function callsOf(tandem: TestTandem, count: number): Promise<Call[]> {
  const { trpc } = await tandem.admin();
  const desk = tandem.convex.as(runner);
  const pageOf = (what: string, filter: WebhookFilter, cursor: string | null = null): Call => ({
    what,
    http: async () => (await trpc.webhooks.list.query({ ...filter, cursor, limit: PAGE })).rows.length,
    store: async () =>
      (await desk.query(api.webhookLog.page, { ...filter, cursor, limit: PAGE })).rows.length,
  });
  const histogramOf = (what: string, input: FunctionArgs<typeof api.webhookWatch.histogram>): Call => ({
    what,
    http: async () => sumOf((await trpc.webhooks.histogram.query(input)).totals),
    store: async () => sumOf((await desk.query(api.webhookWatch.histogram, input)).totals),
  });
  const facetsOf = (what: string, filter: WebhookFilter): Call => ({
    what,
    http: async () => sumOf((await trpc.webhooks.facets.query(filter)).outcomes),
    store: async () => sumOf((await desk.query(api.webhookLog.facets, filter)).outcomes),
  });
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const [busy, somebody] = [contactId(0), contactId(1_234)];
  const rare: WebhookFilter = { types: ["user.updated"], causes: ["invalid_phone"] };
  const days = { from: hour - 20 * DAY_MS, to: hour - 10 * DAY_MS };
  return [
    pageOf("page, first", {}),
    pageOf("page, deep", {}, await cursorAfter(trpc, Math.min(DEEP, count / 2))),
    pageOf("page, applied (90 %)", { outcomes: ["applied"] }),
    pageOf("page, failed (1 %)", { outcomes: ["failed"] }),
    pageOf("page, two outcomes", { outcomes: ["failed", "rejected"] }),
    pageOf("page, one type", { types: ["contact.updated"] }),
    pageOf("page, type and rare cause", rare),
    pageOf("page, of 1 % about one person", { person: busy }),
    pageOf("page, anybody", { person: somebody }),
    pageOf("page, one event ID", { eventId: `evt_${count >> 1}` }),
    pageOf("page, ten days ago", { to: days.to }),
    pageOf("page, a type in some days", { ...days, types: ["user.updated"] }),
    histogramOf("histogram, 1 h", { range: "1h" }),
    histogramOf("histogram, 24 h", { range: "24h" }),
    histogramOf("histogram, 7 days", { range: "7d" }),
    histogramOf("histogram, 90 days", { range: "90d" }),
    histogramOf("histogram, 7 days, type and cause", { range: "7d", ...rare }),
    histogramOf("histogram, 7 days, one person", { range: "7d", person: somebody }),
    facetsOf("facets", {}),
    facetsOf("facets, type and rare cause", rare),
    facetsOf("facets, ten days", days),
    facetsOf("facets, the last 30 days", { from: hour - 30 * DAY_MS }),
    facetsOf("facets, anybody", { person: somebody }),
    facetsOf("facets, of 1 % about one person", { person: busy }),
  ];
}

const sumOf = (numbers: Partial<Record<string, number>>) =>
  Object.values(numbers).reduce<number>((sum, count) => sum + (count ?? 0), 0);

type Trpc = Awaited<ReturnType<TestTandem["admin"]>>["trpc"];

async function cursorAfter(trpc: Trpc, rows: number): Promise<string | null> {
  const limit = 200;
  let cursor: string | null = null;
  for (let row = 0; row < rows; row += limit) {
    const page: { nextCursor: string | null } = await trpc.webhooks.list.query({ limit, cursor });
    cursor = page.nextCursor;
  }
  return cursor;
}

const [, , dataDir = "", count] = process.argv;
print(JSON.stringify(await measure(dataDir, Number(count))));
