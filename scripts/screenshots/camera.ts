import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Visitor } from "../../tests/support/visitor";

export const looks = [
  { theme: "light", width: 1440, height: 900 },
  { theme: "light", width: 390, height: 844 },
  { theme: "dark", width: 1440, height: 900 },
  { theme: "dark", width: 390, height: 844 },
] as const;
export type Look = (typeof looks)[number];

export type Picture = { name: string; look: Look; file: string };

/** Takes the pictures of one look into a folder, and knows which it has taken. */
export type Camera = {
  /** A page in this look, of somebody who is signed in or of nobody. */
  open(url: string, visitor?: Visitor): Promise<Page>;
  take(page: Page, name: string): Promise<void>;
  pictures: Picture[];
};

export async function createCamera(browser: Browser, look: Look, folder: string): Promise<Camera> {
  const subfolder = `${look.theme}-${look.width}`;
  const pictures: Picture[] = [];
  await mkdir(join(folder, subfolder), { recursive: true });
  return {
    pictures,
    open: async (url, visitor) => (await contextOf(browser, look, url, visitor)).newPage(),
    take: async (page, name) => {
      const file = `${subfolder}/${name}.png`;
      await settle(page);
      await page.screenshot({ path: join(folder, file), animations: "disabled", caret: "hide" });
      pictures.push({ name, look, file });
    },
  };
}

async function contextOf(
  browser: Browser,
  { theme, width, height }: Look,
  url: string,
  visitor?: Visitor,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-GB",
    isMobile: width < 600,
    hasTouch: width < 600,
  });
  if (visitor) await context.addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url })));
  return context;
}

/** Parts of a screen come after each other: a picture is worth taking when nothing has changed for this long, in ms. */
const STILL_MS = 350;
const PATIENCE_MS = 6_000;

/** Resolves when the page has stood still, or is one that never does. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    ([still, patience]) =>
      new Promise<void>((resolve) => {
        let timer = setTimeout(resolve, still);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(resolve, still);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        setTimeout(resolve, patience);
      }),
    [STILL_MS, PATIENCE_MS] as const,
  );
}
