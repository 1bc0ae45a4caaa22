import { expect, type Page } from "@playwright/test";

/** That a page fits a phone: neither it nor a list or drawer in it has to be moved sideways, apart from bars of filters. */
export async function expectWithinPhone(page: Page): Promise<void> {
  const wider = () =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll(".scroll-y")]
        .filter((element) => element.scrollWidth > element.clientWidth)
        .map(({ tagName, className }) => `${tagName} ${className}`),
    );
  await expect.poll(wider).toEqual([]);
}

/** The same of a page that is open on a wide screen, which is made narrow meanwhile. */
export async function expectWithinPhoneToo(page: Page): Promise<void> {
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectWithinPhone(page);
  if (wide) await page.setViewportSize(wide);
}
