import type { Page } from "@playwright/test";
import { languageCookie } from "../../shared/language";
import { barriers } from "../support/barriers";
import { leftInEnglish } from "../support/catalogues";
import { expect, test } from "../support/desk";
import { crowd, driftContact, importAccounts, register } from "./people";

test.use({ deskOptions: {} });

const accountMenu = (page: Page, name: RegExp) => page.getByRole("button", { name });
const chooseGerman = (page: Page, url: string) =>
  page.context().addCookies([{ name: languageCookie, value: "de", url }]);
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
  await chooseGerman(page, desk.url);
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

test("the users and a person are in German, all of it, and without barriers", async ({ page, desk }) => {
  await importAccounts(desk, crowd(8));
  const person = await register(desk, { firstName: "Dora", lastName: "Abel" });
  await driftContact(desk, person.contactId, { phone: "+49 160 9988776" });
  await chooseGerman(page, desk.url);
  await desk.signIn(page);

  await test.step("the list, its columns and what can be done with who is picked", async () => {
    await page.goto(`${desk.url}/users`);
    const grid = page.getByRole("grid", { name: "Nutzer" });
    await expect(grid.getByText("abweichend")).toBeVisible();
    await grid.getByRole("checkbox", { name: "Dora Abel auswählen" }).check();
    await expect(page.getByRole("button", { name: "1 Nutzer neu abgleichen" })).toBeVisible();
    await page.getByRole("button", { name: "Spalten" }).click();
    await expect(page.getByRole("button", { name: "Name / E-Mail lösen" })).toBeVisible();
    expect(await leftInEnglish(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await barriers(page)).toEqual([]);
  });

  await test.step("a run's plan, with why somebody is left out", async () => {
    await page.getByRole("button", { name: "Mehr" }).click();
    await page.getByRole("menuitem", { name: "Wiederherstellen" }).click();
    const plan = page.getByRole("dialog");
    await expect(plan).toContainText("Nur ein stillgelegtes Konto lässt sich wiederherstellen");
    expect(await leftInEnglish(page)).toEqual([]);
  });

  await test.step("a person, tab by tab", async () => {
    for (const [tab, shown] of [
      ["timeline", "Alles"],
      ["webhooks", "Alle im Protokoll zeigen"],
      ["jobs", "Im Backend registrieren"],
      ["trace", "Noch einmal"],
    ] as const) {
      await page.goto(`${desk.url}/users/${person.userId}?tab=${tab}`);
      await expect(
        page.getByText("Die Seiten sind verknüpft, aber ein Feld weicht ab: Telefon."),
      ).toBeVisible();
      await expect(page.getByText(shown, { exact: true }).first()).toBeVisible();
      expect(await leftInEnglish(page)).toEqual([]);
      expect(await barriers(page)).toEqual([]);
    }
    await page.getByRole("button", { name: "Stilllegen", exact: true }).click();
    await expect(page.getByRole("dialog", { name: "Dora Abel stilllegen" })).toBeVisible();
    expect(await leftInEnglish(page)).toEqual([]);
  });
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
