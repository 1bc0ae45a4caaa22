import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test } from "../support/desk";

const accountMenu = (page: Page, name: RegExp) => page.getByRole("button", { name });
const language = (page: Page) => page.locator("html").getAttribute("lang");

test("an operator chooses German, and finds it again the next time", async ({ page, desk }) => {
  await desk.signIn(page);
  await page.goto(`${desk.url}/settings`);
  await expect(page.getByText("At most 12,000 a minute; 1,000 may be made at once.")).toBeVisible();

  await accountMenu(page, /^Account of /u).click();
  await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { name: "Einstellungen", exact: true })).toBeVisible();
  expect(await language(page)).toBe("de");
  await expect(page.getByText("Höchstens 12.000 pro Minute; 1.000 sofort möglich.")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("heading", { name: "Einstellungen", exact: true })).toBeVisible();
  await expect(page.getByLabel("Aufrufe pro Minute")).toBeVisible();
});

test("in German the screens speak German, with German dates and plurals, and without barriers", async ({
  page,
  desk,
}) => {
  await page.addInitScript(() => localStorage.setItem("tandem.language", "de"));
  await desk.signIn(page);
  await page.goto(`${desk.url}/reconcile`);
  await page.getByRole("button", { name: "Prüflauf starten: Änderungen" }).click();
  await expect(page.getByRole("heading", { name: "Prüflauf: Änderungen" })).toBeVisible();
  await expect(page.getByText("fertig", { exact: true })).toBeVisible();
  await expect(page.getByRole("main").locator("time").first()).toHaveAttribute(
    "title",
    /^\d{1,2}\. \p{L}+\.? 20\d\d, \d\d:\d\d:\d\d /u,
  );
  expect(await barriers(page)).toEqual([]);

  for (const [path, heading] of [
    ["runs", "Noch keine Läufe"],
    ["webhooks", "Noch kein Webhook ist angekommen"],
    ["webhooks/issues", "Kein Webhook ist fehlgeschlagen"],
    ["import", "Import"],
  ] as const) {
    await page.goto(`${desk.url}/${path}`);
    await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
  }
  await page.getByRole("button", { name: "Importieren", exact: true }).waitFor();
});

test.describe("a browser that prefers German", () => {
  test.use({ locale: "de-AT" });

  test("is greeted in German before anybody has chosen", async ({ page, desk }) => {
    await page.goto(`${desk.url}/sign-in`);
    await expect(page.getByRole("heading", { name: "Bei Tandem anmelden" })).toBeVisible();
    await expect(page.getByLabel("Passwort")).toBeVisible();
    expect(await language(page)).toBe("de");
  });
});
