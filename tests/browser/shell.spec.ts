import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test } from "../support/desk";
import { crowd, importAccounts, register } from "./people";

test.use({ deskOptions: {} });

let dora: Awaited<ReturnType<typeof register>>;

test.beforeAll(async ({ desk }) => {
  await importAccounts(desk, crowd(12));
  dora = await register(desk, { firstName: "Dora", lastName: "Dünnebier", title: "" });
});

test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
  await page.goto(`${desk.url}/runs`);
  await expect(page.getByRole("heading", { name: "Runs", level: 1 })).toBeVisible();
});

const palette = (page: Page) => page.getByRole("dialog", { name: "Commands" });
const field = (page: Page) => palette(page).getByRole("combobox");
const option = (page: Page, name: string | RegExp) => palette(page).getByRole("option", { name });
const screenCalled = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const drawer = (page: Page) => page.getByRole("dialog", { name: "Dora Dünnebier" });

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
}

test.describe("the palette", () => {
  test("finds somebody by part of the name, marks it, says how they are linked, and opens them", async ({
    page,
  }) => {
    await openPalette(page);
    await page.keyboard.type("duenneb");
    const found = option(page, /Dora Dünnebier/u);
    await expect(found).toContainText("linked");
    await expect(found.locator("mark").first()).toHaveText("Dünneb");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/users\?user=/u);
    await expect(drawer(page)).toBeVisible();

    await page.keyboard.press("Escape");
    await openPalette(page);
    await expect(palette(page).getByRole("group", { name: "Recent users" })).toContainText("Dora");
  });

  test("finds somebody by e-mail, contact ID and frontend user ID", async ({ page }) => {
    await openPalette(page);
    for (const id of [dora.email, dora.contactId, dora.frontendUserId, dora.userId]) {
      await field(page).fill(id);
      await expect(palette(page).getByRole("group", { name: "Users" }).getByRole("option")).toHaveCount(1);
      await expect(option(page, /Dora Dünnebier/u)).toBeVisible();
    }
  });

  test("leads to a screen by arrows and Enter, and Escape leaves without a trace", async ({ page }) => {
    await openPalette(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(option(page, "Webhooks G W")).toHaveAttribute("data-highlighted", "");
    await page.keyboard.press("Enter");
    await expect(screenCalled(page, "Webhooks")).toBeVisible();
    await openPalette(page);
    await page.keyboard.press("Escape");
    await expect(palette(page)).toBeHidden();
    await expect(page).toHaveURL(/\/webhooks$/u);
  });

  test("runs a command: the theme, a resync of the open person, a sweep", async ({ page, desk }) => {
    await openPalette(page);
    await page.keyboard.type("dark");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

    await page.goto(`${desk.url}/users/${dora.userId}`);
    await expect(page.getByRole("heading", { name: "Dora Dünnebier" })).toBeVisible();
    await openPalette(page);
    await page.keyboard.type("resync dora");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Resync of Dora Dünnebier requested")).toBeVisible();

    await openPalette(page);
    await page.keyboard.type("sweep");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/reconcile\/.+/u);
  });

  test("shows what a resync of all failed would do before it starts", async ({ page }) => {
    await openPalette(page);
    await page.keyboard.type("retry");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toContainText("failed");
    await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  test("says so when nobody and nothing is called that", async ({ page }) => {
    await openPalette(page);
    await page.keyboard.type("nobody has this name");
    await expect(palette(page)).toContainText("Nothing is called that, and no user matches.");
  });

  test("leads to a part of the settings", async ({ page }) => {
    await openPalette(page);
    await page.keyboard.type("settings: web");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/settings#webhooks$/u);
    await expect(page.getByRole("region", { name: "Webhooks" })).toBeInViewport();
  });
});

test("Back from changed settings asks first: whoever stays keeps the change, whoever discards it goes back", async ({
  page,
}) => {
  await page.getByRole("link", { name: "Settings" }).click();
  const field = page.getByRole("textbox", { name: "Calls per minute" });
  const before = await field.inputValue();
  await field.fill("777");
  await page.goBack();
  const question = page.getByRole("dialog", { name: "Discard changes?" });
  await question.getByRole("button", { name: "Stay here" }).click();
  await expect(question).toBeHidden();
  await expect(page).toHaveURL(/\/settings$/u);
  await expect(field).toHaveValue("777");

  await page.goBack();
  await question.getByRole("button", { name: /^Discard/u }).click();
  await expect(screenCalled(page, "Runs")).toBeVisible();
  await expect(page).toHaveURL(/\/runs$/u);
  await page.goForward();
  await expect(field).toHaveValue(before);
});

test.describe("the keys", () => {
  test("? shows every shortcut, and one letter after g leads to each screen", async ({ page }) => {
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(sheet.getByRole("region", { name: "Users" })).toContainText("Select up to the row");
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    for (const [key, name] of [
      ["o", "Overview"],
      ["u", "Users"],
      ["w", "Webhooks"],
      ["c", "Reconcile"],
      ["a", "Audit"],
      ["i", "Import"],
      ["s", "Settings"],
      ["r", "Runs"],
    ] as const) {
      await page.keyboard.press("g");
      await page.keyboard.press(key);
      await expect(screenCalled(page, name)).toBeVisible();
    }
  });

  test("/ leads from everywhere to the search among users", async ({ page }) => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search users" })).toBeFocused();
    await page.keyboard.type("g u ? j");
    await expect(page.getByRole("searchbox", { name: "Search users" })).toHaveValue("g u ? j");
  });
});

test("on a phone the bar has five places, the rest under More, and the palette a button", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link")).toHaveCount(4);
  await page.getByRole("button", { name: /^More/u }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await expect(screenCalled(page, "Settings")).toBeVisible();
  await page.getByRole("button", { name: "Commands" }).click();
  await field(page).fill("dora");
  await option(page, /Dora Dünnebier/u).click();
  await expect(drawer(page)).toBeVisible();
});

test.describe("a lost connection", () => {
  test("is a banner; the screen stays, and catches up by itself", async ({
    page,
    context,
    desk,
    tolerate,
  }) => {
    tolerate(/ERR_INTERNET_DISCONNECTED/u);
    await page.goto(`${desk.url}/users`);
    const rows = page.getByRole("grid").getByRole("row");
    await expect(rows.nth(1)).toBeVisible();
    await context.setOffline(true);
    await expect(page.getByText("Connection to Tandem lost")).toBeVisible();
    await expect(rows.nth(1)).toBeVisible();
    const total = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Users/u });
    const before = Number((await total.innerText()).replace(/\D/gu, ""));
    await register(desk, { firstName: "Inzwischen", lastName: "Da" });
    await context.setOffline(false);
    await expect(page.getByText("Connection to Tandem lost")).toBeHidden();
    await expect(total).toContainText(String(before + 1));
  });

  test("lets a screen wait that was never opened, and shows it when there is a way again", async ({
    page,
    context,
    tolerate,
  }) => {
    tolerate(/ERR_INTERNET_DISCONNECTED/u);
    await context.setOffline(true);
    await expect(page.getByText("Connection to Tandem lost")).toBeVisible();
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await expect(screenCalled(page, "Runs")).toBeVisible();
    await context.setOffline(false);
    await expect(screenCalled(page, "Import")).toBeVisible();
  });
});

test("neither the palette nor the sheet of shortcuts keeps anybody out", async ({ page }) => {
  await openPalette(page);
  await page.keyboard.type("d");
  await expect(option(page, /Dora/u)).toBeVisible();
  expect.soft(await barriers(page), "palette").toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  expect.soft(await barriers(page), "shortcuts").toEqual([]);
});
