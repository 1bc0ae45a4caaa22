import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { barriers } from "../support/barriers";
import { expect, test } from "../support/desk";
import { crowd, importAccounts, register } from "./people";
import { grid, rows } from "./users-grid";

/** The list of users as somebody lays it out for a day's work: columns, views, files. */
test.use({ deskOptions: {} });

const imported = 60;

test.beforeAll(async ({ desk }) => {
  await importAccounts(desk, crowd(imported));
  await register(desk, {
    firstName: "Dora",
    lastName: "Dabei",
    title: "",
    email: "dora@klinik-haff.example",
  });
});
test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
});

const heads = (page: Page) => grid(page).getByRole("columnheader");
const head = (page: Page, name: string) => grid(page).getByRole("columnheader", { name, exact: true });
const headsShown = async (page: Page) =>
  (await heads(page).evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")))).slice(1);
const view = (page: Page) => page.getByRole("button", { name: /^View/u });
const item = (page: Page, name: string | RegExp) => page.getByRole("menuitem", { name });
const changed = (page: Page) => page.getByRole("group", { name: "Changed view" });

async function openUsers(page: Page, url: string, query = "") {
  await page.goto(`${url}/users${query}`);
  await expect(rows(page).first()).toBeVisible();
}
async function openColumns(page: Page) {
  await page.getByRole("button", { name: "Columns" }).click();
  await expect(page.getByRole("list", { name: "Columns" })).toBeVisible();
}
/** The layout is in the address, so the box follows a moment after the click. */
async function tick(page: Page, name: string, checked: boolean) {
  const box = page.getByRole("checkbox", { name });
  await box.click();
  await expect(box).toBeChecked({ checked });
}

test("columns are laid out once and are the same on another machine, until they are reset", async ({
  page,
  otherPage,
  desk,
}) => {
  await openUsers(page, desk.url);
  await openColumns(page);
  await tick(page, "Frontend ID", true);
  await tick(page, "Convex ID", false);
  await page.getByRole("button", { name: "Move Frontend ID up" }).click();
  await page.getByRole("button", { name: "Pin Link" }).click();
  await page.keyboard.press("Escape");
  const laidOut = [
    ...["Name / E-mail", "Link", "CRM contact", "Created"],
    ...["Last sync", "Last webhook", "Frontend ID", "Tries"],
  ];
  expect(await headsShown(page)).toEqual(laidOut);
  await expect(page).toHaveURL(/cols=/u);

  await desk.signIn(otherPage);
  await openUsers(otherPage, desk.url);
  await expect.poll(() => headsShown(otherPage)).toEqual(laidOut);
  await openColumns(otherPage);
  const kept = otherPage.waitForResponse((response) => response.url().includes("savedViews.keepColumns"));
  await otherPage.getByRole("button", { name: "Reset" }).click();
  await kept;
  await otherPage.keyboard.press("Escape");
  await expect(otherPage).not.toHaveURL(/cols=/u);
  await openUsers(page, desk.url);
  await expect.poll(() => headsShown(page)).toContain("Convex ID");
});

test("rows are made lower for more of them on the screen, here and in the logs, and a reload keeps them so", async ({
  page,
  desk,
}) => {
  const height = async () => (await rows(page).first().boundingBox())?.height;
  const inSight = () => rows(page).filter({ visible: true }).count();
  await openUsers(page, desk.url);
  const before = { height: await height(), inSight: await inSight() };
  expect(before.height).toBe(36);
  await page.getByRole("button", { name: "Ada Admin" }).click();
  await page.getByRole("menuitemradio", { name: "Compact" }).click();
  await expect.poll(height).toBe(28);
  await expect.poll(inSight).toBeGreaterThan(before.inSight);
  await page.keyboard.press("Escape");

  await page.reload();
  await expect.poll(height).toBe(28);
  await page.goto(`${desk.url}/audit`);
  const logged = page.getByRole("grid", { name: "Audit" }).getByRole("row");
  await expect.poll(async () => (await logged.nth(1).boundingBox())?.height).toBe(28);
});

test("a column is dragged to another place and drawn wider, and a reload keeps it so", async ({
  page,
  desk,
}) => {
  await openUsers(page, desk.url);
  await head(page, "Tries").dragTo(head(page, "Convex ID"), { targetPosition: { x: 2, y: 10 } });
  expect((await headsShown(page)).slice(0, 4)).toEqual(["Name / E-mail", "Link", "Tries", "Convex ID"]);
  const width = async () => (await head(page, "Link").boundingBox())?.width ?? 0;
  const before = await width();
  const edge = await page.getByRole("separator", { name: "Width of Link" }).boundingBox();
  const at = { x: (edge?.x ?? 0) + 4, y: (edge?.y ?? 0) + 10 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 30, at.y);
  await page.mouse.move(at.x + 60, at.y);
  await page.mouse.up();
  expect(await width()).toBe(before + 60);
  await page.reload();
  await expect.poll(width).toBe(before + 60);
  await openColumns(page);
  await page.getByRole("button", { name: "Reset" }).click();
});

test("the name stays in sight while the rest is scrolled aside", async ({ page, desk }) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await openUsers(page, desk.url);
  const name = rows(page).first().getByRole("link");
  const before = await name.boundingBox();
  await grid(page).evaluate((element) => element.parentElement?.scrollTo({ left: 1_000 }));
  expect((await name.boundingBox())?.x).toBe(before?.x);
  await expect(head(page, "Tries")).toBeInViewport();
});

test("a view is opened, changed, kept, shared by its link, and removed", async ({
  page,
  otherPage,
  desk,
}) => {
  await openUsers(page, desk.url);
  await view(page).click();
  for (const name of ["Needs a person", "Failed since yesterday", "Drifted", "New in the last 7 days"]) {
    await expect(item(page, name)).toBeVisible();
  }
  await item(page, "Not linked for over an hour").click();
  await expect(view(page)).toContainText("Not linked for over an hour");
  await expect(rows(page).filter({ hasText: "Convex only" }).first()).toBeVisible();
  await expect(rows(page).filter({ hasText: "Dora" })).toHaveCount(0);
  await expect(changed(page)).toHaveCount(0);

  await head(page, "Name / E-mail").getByRole("button", { name: "E-mail" }).click();
  await expect(changed(page)).toContainText("Changed");
  await expect(changed(page).getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  await changed(page).getByRole("button", { name: "Save as …" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as a new view" });
  await dialog.getByLabel("Name").fill("Morning round");
  await dialog.getByRole("checkbox", { name: /^Share/u }).check();
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(view(page)).toContainText("Morning round");
  await expect(changed(page)).toHaveCount(0);
  const seen = { url: page.url(), rows: await rows(page).allInnerTexts(), heads: await headsShown(page) };

  await head(page, "Name / E-mail").getByRole("button", { name: "E-mail" }).click();
  await changed(page).getByRole("button", { name: "Undo" }).click();
  await expect(changed(page)).toHaveCount(0);
  await desk.signIn(otherPage);
  await otherPage.goto(seen.url);
  await expect.poll(() => rows(otherPage).allInnerTexts()).toEqual(seen.rows);
  expect(await headsShown(otherPage)).toEqual(seen.heads);
  await expect(view(otherPage)).toContainText("Morning round");

  await openColumns(page);
  await tick(page, "Created", false);
  await page.keyboard.press("Escape");
  await changed(page).getByRole("button", { name: "Save", exact: true }).click();
  await expect(changed(page)).toHaveCount(0);
  await otherPage.goto(`${desk.url}/users`);
  await expect.poll(() => headsShown(otherPage)).toContain("Created");
  await view(otherPage).click();
  await item(otherPage, /^Morning round/u).click();
  await expect.poll(() => headsShown(otherPage)).not.toContain("Created");
  await view(otherPage).click();
  await item(otherPage, "Remove this view …").click();
  await otherPage.getByRole("button", { name: "Remove view" }).click();
  await expect(view(otherPage)).toHaveText("View");
});

test("what is filtered, and who is picked, is saved as a file", async ({ page, desk }) => {
  const fileOf = async (press: () => Promise<void>) => {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);
    expect(download.suggestedFilename()).toMatch(/^users.*\.csv$/u);
    const lines: Array<Record<string, string>> = parse(await readFile(await download.path()), {
      ...{ bom: true, columns: true },
    });
    return lines.map(({ email }) => email);
  };
  await openUsers(page, desk.url, "?state=convex_only&sort=email.asc");
  const all = await fileOf(() => page.getByRole("button", { name: "Export" }).click());
  expect(all).toHaveLength(imported);

  const bar = page.getByRole("region", { name: "Selection" });
  await rows(page).nth(0).getByRole("checkbox").click();
  await rows(page).nth(2).getByRole("checkbox").click();
  await expect(bar).toContainText("2 selected");
  const two = await fileOf(() => bar.getByRole("button", { name: "Export" }).click());
  expect(two).toHaveLength(2);
  await bar.getByRole("button", { name: `Select all ${imported} that match` }).click();
  await expect(bar).toContainText(`All ${imported} that match`);
  await rows(page).nth(1).getByRole("checkbox").click();
  await expect(bar).toContainText(`All ${imported} but 1`);
  expect(await fileOf(() => bar.getByRole("button", { name: "Export" }).click())).toHaveLength(imported - 1);
});

test("a filter by days says how it was asked, and the counts above follow it", async ({ page, desk }) => {
  await openUsers(page, desk.url);
  await page
    .getByRole("button", { name: /^Created/u })
    .first()
    .click();
  await page.getByRole("button", { name: "Since yesterday" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/from=-1d/u);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("Dora");
  const states = page.getByRole("navigation", { name: "Link states" });
  await expect(states.getByRole("link", { name: /^All/u })).toHaveText("All1");
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(rows(page).nth(5)).toBeVisible();
});

test("a person’s timeline is narrowed and opens what is kept; a soft-delete is taken back where it is told", async ({
  page,
  desk,
}) => {
  await openUsers(page, desk.url, "?sort=created.desc");
  await rows(page).filter({ hasText: "Dora" }).getByText("@").click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("button", { name: "Previous" })).toBeDisabled();
  await drawer.getByRole("button", { name: "Next" }).click();
  await expect(drawer.getByRole("heading", { level: 2 })).not.toContainText("Dora");
  await page.keyboard.press("k");
  await expect(drawer.getByRole("heading", { level: 2 })).toContainText("Dora");

  await drawer.getByRole("radio", { name: "Portal" }).check({ force: true });
  const events = drawer.getByRole("list", { name: "Timeline" }).getByRole("listitem");
  await expect(events).toHaveCount(1);
  await events.getByRole("button", { name: /^Raw/u }).click();
  await expect(drawer.getByLabel("Record", { exact: true })).toContainText('"action": "register"');

  await drawer.getByRole("button", { name: "Soft-delete" }).click();
  const question = page.getByRole("dialog", { name: "Soft-delete Dora Dabei" });
  await question.getByLabel("Reason").fill("Asked for it by phone");
  await question.getByRole("button", { name: "Soft-delete user" }).click();
  const told = page.getByRole("dialog", { name: "Dora Dabei is soft-deleted" });
  await told.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Dora Dabei is restored")).toBeVisible();
  await expect(rows(page).filter({ hasText: "Dora" })).toContainText("linked");
});

test("columns, views and their dialog keep nobody out, in light and in dark", async ({ page, desk }) => {
  await openUsers(page, desk.url, "?view=drifted&state=failed,convex_only&since=-6d");
  await expect(changed(page)).toBeVisible();
  await openColumns(page);
  expect.soft(await barriers(page), "columns").toEqual([]);
  await page.keyboard.press("Escape");
  await view(page).click();
  await expect(item(page, "Everybody")).toBeVisible();
  expect.soft(await barriers(page), "views").toEqual([]);
  await item(page, "Save as a new view …").click();
  await expect(page.getByRole("dialog", { name: "Save as a new view" })).toBeVisible();
  expect.soft(await barriers(page), "a new view").toEqual([]);
});
