/** What is measured within a page of the console, in the real browser. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Page } from "@playwright/test";

type Marks = { firstRows?: number; typed: number; answered: number };
declare global {
  interface Window {
    marks: Marks;
  }
}

export type FirstRows = { ms: number; scripts: string[] };
type Cookie = Parameters<BrowserContext["addCookies"]>[0][number];

/**
 * A new window of Chromium loads its own address bar, which takes two cores 225 ms and begins when the bare page is just
 * done, so that the other page alone would wait for it.
 */
const WINDOW_MS = 1_000;

/** A page with an empty cache. `tsx` names functions by a helper that only its own process has. */
export async function openPage(browser: Browser, cookies: Cookie[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies(cookies);
  await context.addInitScript("globalThis.__name = (named) => named");
  return context.newPage();
}

/**
 * Opens `url` with an empty cache, in a window that shows the page `from`; `ms` is from the start of the navigation to the
 * first rows on the screen.
 */
export async function firstRows(
  browser: Browser,
  url: string,
  { from, cookies = [] }: { from: string; cookies?: Cookie[] },
): Promise<FirstRows> {
  const page = await openPage(browser, cookies);
  await page.addInitScript(() => {
    window.marks = { typed: 0, answered: 0 };
    const look = () => {
      if (!document.querySelector("[role=row] [role=gridcell]")) return requestAnimationFrame(look);
      return (window.marks.firstRows = performance.now());
    };
    requestAnimationFrame(look);
  });
  await page.goto(from);
  await page.waitForTimeout(WINDOW_MS);
  await page.goto(url);
  await page.waitForFunction(() => window.marks.firstRows !== undefined);
  const seen = await page.evaluate(() => {
    const ms = window.marks.firstRows ?? 0;
    const entries = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const before = entries.filter(({ name, responseEnd }) => name.endsWith(".js") && responseEnd <= ms);
    return { ms, scripts: before.map(({ name }) => new URL(name).pathname) };
  });
  await page.context().close();
  return seen;
}

/** Bytes of these scripts, each compressed as a server would. */
export async function gzipBytes(folder: string, scripts: string[]): Promise<number> {
  const sizes = scripts.map(
    async (path) => gzipSync(await readFile(join(folder, path)), { level: 9 }).length,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** From the last letter typed to rows that show its answer, in ms, the pause before the search included. */
export async function typing(page: Page, word: string): Promise<number> {
  const field = page.getByRole("searchbox", { name: "Search users" });
  await field.fill("");
  await page.waitForTimeout(800);
  await page.evaluate((sought) => {
    window.marks = { typed: 0, answered: 0 };
    document.addEventListener("input", () => (window.marks.typed = performance.now()), { capture: true });
    const look = () => {
      const marked = document.querySelector("[role=gridcell] mark")?.textContent.toLowerCase();
      if (marked !== sought) return requestAnimationFrame(look);
      return (window.marks.answered = performance.now());
    };
    requestAnimationFrame(look);
  }, word);
  await field.pressSequentially(word, { delay: 20 });
  await page.waitForFunction(() => window.marks.answered > 0);
  return page.evaluate(() => window.marks.answered - window.marks.typed);
}

/** Scrolls until `rows` are loaded, then up and down through them; the time of each frame, in ms. */
export async function frames(page: Page, rows: number): Promise<number[]> {
  return page.evaluate(async (wanted) => {
    const scroller = document.querySelector("[role=grid]")?.parentElement;
    if (!scroller) throw new Error("There is no list.");
    const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    const rowHeight = document.querySelector<HTMLElement>("[role=row] [role=gridcell]")?.parentElement
      ?.offsetHeight;
    while (scroller.scrollHeight < wanted * (rowHeight ?? 36)) {
      scroller.scrollTop = scroller.scrollHeight;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const times: number[] = [];
    let last = await frame();
    for (let step = 0; step < 600; step++) {
      scroller.scrollTop += step < 300 ? -120 : 120;
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  }, rows);
}

/** The longest time from a press to the picture that answers it, in ms, as the browser's own event timing has it. */
export async function slowestInteraction(page: Page): Promise<number> {
  await page.evaluate(() => {
    window.marks.answered = 0;
    const note = (list: PerformanceObserverEntryList) => {
      for (const { duration } of list.getEntries())
        window.marks.answered = Math.max(window.marks.answered, duration);
    };
    new PerformanceObserver(note).observe({
      type: "event",
      durationThreshold: 16,
    } as PerformanceObserverInit);
  });
  await useEverything(page);
  return page.evaluate(() => window.marks.answered);
}

/** What an operator does all day, each for the first time. */
async function useEverything(page: Page): Promise<void> {
  const row = page.getByRole("row").filter({ has: page.getByRole("gridcell") });
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(200);
    }
  };
  await row.nth(3).click();
  await press("j", "j", "k", "Escape", "x", "x", "Control+k", "Escape", "?", "Escape");
  for (const name of ["View", "State", "Created", "Columns"]) {
    await page.getByRole("button", { name, exact: true }).first().click();
    await page.waitForTimeout(300);
    await press("Escape");
  }
  await page.getByRole("link", { name: /^Drifted/u }).click();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "E-mail" }).click();
  await page.waitForTimeout(500);
  await press("/", "a", "n", "n", "a");
  await page.waitForTimeout(500);
}
