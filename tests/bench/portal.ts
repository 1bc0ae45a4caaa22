/**
 * `npm run bench -- portal`: when the largest thing on a page of the portal is painted, on a phone with a slow network,
 * an empty cache and a processor four times slower, by the browser's own measure; as a multiple of the bare page of
 * `-- console` under the same conditions. Prints the budgets, each with what was seen. Not under load.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { buildClientIfChanged } from "../../scripts/build-if-changed.js";
import { newPerson } from "../support/people";
import { startTestTandem, type TestTandem } from "../support/tandem";
import { middle, openBrowser, serveBare } from "./console";
import { machine, print, printTable } from "./table";

const TIMES = 5;
/** What Lighthouse calls slow 4G: 1.6 Mbit/s down, 150 ms to and fro. In bytes per second and ms. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOWER_CPU = 4;
/** After the last answer: the largest thing is known once nothing is painted any more. In ms. */
const SETTLED_MS = 500;

type Paints = { first: number; largest: number };

export async function benchPortal(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "tandem-bench-portal-"));
  buildClientIfChanged();
  const tandem = await startTestTandem({ dataDir: join(folder, "data") });
  // The bare page has a row to show.
  await tandem.visitor().trpc.portal.register.mutate(newPerson());
  const bare = await serveBare(folder, tandem);
  const browser = await openBrowser();
  try {
    print(machine());
    await printPaints(browser, bare.url, await pagesOf(tandem));
  } finally {
    await browser.close();
    await bare.close();
    await tandem.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function pagesOf({ localUrl, visitor }: TestTandem) {
  const found = await visitor().trpc.portal.events.query({});
  const [event] = found.kind === "events" ? found.events : [];
  if (!event) throw new Error("There is no event to look at.");
  return {
    register: `${localUrl}/portal/register`,
    events: `${localUrl}/portal/events`,
    "an event": `${localUrl}/portal/events/${event.id}`,
  };
}

async function printPaints(browser: Browser, bareUrl: string, pages: Record<string, string>) {
  const bare = await paints(browser, bareUrl);
  const rows = [["the bare page", "", ms(bare.first), "", ms(bare.largest), ""]];
  for (const [name, url] of Object.entries(pages)) {
    const own = await paints(browser, url);
    const times = (own.largest / bare.largest).toFixed(2);
    rows.push([name, "2500", ms(own.first), "1.8", ms(own.largest), times]);
  }
  const head = [
    "the portal on slow 4G",
    "LCP wanted, ms",
    "first paint, ms",
    "times wanted",
    "LCP, ms",
    "times",
  ];
  printTable(head, rows);
}

const ms = (value: number) => value.toFixed(0);

async function paints(browser: Browser, url: string): Promise<Paints> {
  const seen: Paints[] = [];
  for (let time = 0; time < TIMES; time++) seen.push(await paintsOnce(browser, url));
  return {
    first: middle(seen.map(({ first }) => first)),
    largest: middle(seen.map(({ largest }) => largest)),
  };
}

async function paintsOnce(browser: Browser, url: string): Promise<Paints> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true });
  // `tsx` names functions by a helper that only its own process has.
  await context.addInitScript("globalThis.__name = (named) => named");
  const page = await context.newPage();
  await slowDown(page);
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForTimeout(SETTLED_MS);
  const seen = await page.evaluate(readPaints);
  await context.close();
  return seen;
}

async function slowDown(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.emulateNetworkConditions", SLOW_4G);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER_CPU });
}

/** Within the page: its paints so far, in ms from the start of the navigation. */
const readPaints = () =>
  new Promise<Paints>((resolve) => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    new PerformanceObserver((list) => {
      const largest = list.getEntries().at(-1)?.startTime ?? 0;
      resolve({ first: paint?.startTime ?? 0, largest });
    }).observe({ type: "largest-contentful-paint", buffered: true });
  });
