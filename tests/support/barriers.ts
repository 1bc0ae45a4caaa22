import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Axe within the page itself. By itself it opens another page to gather what the frames of a page have found, and ours have
 * no frames: that took four fifths of its time.
 */
export const axe = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });

/**
 * What axe finds that keeps people out, in words that name the place. Dark differs from light in its colours only; none is
 * looked at on its way to another.
 */
export async function barriers(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  const light = await axe(page).analyze();
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const dark = await axe(page).withRules("color-contrast").analyze();
  return [...light.violations, ...dark.violations]
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target.join(" ")} ${any[0]?.message ?? ""}`),
    );
}
