import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type Axe from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds that keeps people out, in words that name the place, by all of its rules or some. Our pages have no
 * frames, and axe itself is brought into each once: the package that knows both took longer for that than axe for looking.
 */
async function found(page: Page, rules: readonly string[] = []): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations } = await axe.run({
      ...{ resultTypes: ["violations"], preload: false },
      ...(values.length > 0 && { runOnly: { type: "rule", values: [...values] } }),
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`),
      );
  }, rules);
}

/**
 * What keeps people out of a page, in light and in dark, which differs in its colours only. None is looked at on its way
 * from one to the other, where the page tells its theme: the backend's own do not.
 */
export async function barriers(page: Page): Promise<string[]> {
  const barriers: string[] = [];
  for (const [theme, rules] of [["light"], ["dark", ["color-contrast"]]] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await expect(page.locator(`html:not([data-theme]), html[data-theme="${theme}"]`)).toHaveCount(1);
    barriers.push(...(await found(page, rules)));
  }
  return barriers;
}
