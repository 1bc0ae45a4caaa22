import { expect, type Page } from "@playwright/test";

/** That a page fits a phone: neither it nor a list or drawer in it has to be moved sideways, apart from bars of filters. */
export async function expectWithinPhone(page: Page): Promise<void> {
  const wider = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".scroll-y")]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map(({ tagName, className }) => `${tagName} ${className}`),
  );
  expect(wider).toEqual([]);
}
