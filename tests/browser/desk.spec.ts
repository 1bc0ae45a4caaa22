import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { crowd, importAccounts, register } from "./people";
import { drawer, grid, openUsers, rows, search } from "./users-grid";

test.use({ deskOptions: {} });

const imported = 36;

test.beforeAll(async ({ desk }) => {
  await importAccounts(desk, crowd(imported));
  await register(desk, { firstName: "Dora", lastName: "Desk", title: "", email: "dora@klinik-haff.example" });
});

test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
});

const picked = (page: Page) => grid(page).getByRole("row", { selected: true });
const facet = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Link states" }).getByRole("link", { name });
const heading = (page: Page) => drawer(page).getByRole("heading", { level: 2 });
async function countIn(place: Locator): Promise<number> {
  await expect(place).toHaveText(/\d/u);
  return Number((await place.innerText()).replace(/\D/gu, ""));
}

test.describe("the table", () => {
  test("the keyboard is enough: move, open, leave, select one, select a range, search", async ({
    page,
    desk,
  }) => {
    await openUsers(page, desk.url, "?state=convex_only&sort=email.asc");
    await page.keyboard.press("/");
    await expect(search(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(grid(page)).toBeFocused();

    for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await expect(drawer(page)).toContainText("person.01@");
    await page.keyboard.press("j");
    await expect(drawer(page)).toContainText("person.02@");
    await page.keyboard.press("Escape");
    await expect(drawer(page)).toBeHidden();

    await page.keyboard.press("x");
    await expect(picked(page)).toHaveCount(1);
    await expect(picked(page)).toContainText("person.02@");
    for (const key of ["j", "j", "j", "Shift+X"]) await page.keyboard.press(key);
    await expect(picked(page)).toHaveCount(4);
    await expect(page.getByRole("region", { name: "Selection" })).toContainText("4 selected");
    await page.keyboard.press("Escape");
    await expect(picked(page)).toHaveCount(0);
  });

  test("a Shift-click selects everybody in between", async ({ page, desk }) => {
    await openUsers(page, desk.url, "?state=convex_only&sort=email.asc");
    const tick = (index: number) => rows(page).nth(index).getByRole("checkbox");
    await tick(1).click();
    await tick(6).click({ modifiers: ["Shift"] });
    await expect(picked(page)).toHaveCount(6);
    await tick(3).click();
    await expect(picked(page)).toHaveCount(5);
  });

  test("the address holds search, filter, sort and the open person, and a reload brings back exactly that", async ({
    page,
    desk,
  }) => {
    await openUsers(page, desk.url);
    await search(page).fill("mueller");
    await facet(page, /^Convex only/u).click();
    await page.getByRole("columnheader").getByRole("button", { name: "E-mail" }).click();
    await rows(page).nth(1).getByText("@").click();
    await expect(page).toHaveURL(/user=/u);
    for (const part of [/q=mueller/u, /state=convex_only/u, /sort=email\.asc/u])
      await expect(page).toHaveURL(part);
    await expect(heading(page)).toBeVisible();
    const before = {
      url: page.url(),
      rows: await rows(page).allInnerTexts(),
      open: await heading(page).innerText(),
    };

    await page.reload();
    await expect(heading(page)).toHaveText(before.open);
    await expect.poll(() => rows(page).allInnerTexts()).toEqual(before.rows);
    expect(page.url()).toBe(before.url);
    await expect(search(page)).toHaveValue("mueller");
    await expect(facet(page, /^Convex only/u)).toHaveAttribute("aria-current", "true");
    await page.goBack();
    await expect(drawer(page)).toBeHidden();
  });

  test("a click on a header sorts, another one turns it round", async ({ page, desk }) => {
    await openUsers(page, desk.url, "?state=convex_only");
    await expect(rows(page).first()).toContainText("person.00@");
    const header = page.getByRole("columnheader", { name: "E-mail" });
    await header.getByRole("button", { name: "E-mail" }).click();
    await expect(header).toHaveAttribute("aria-sort", "ascending");
    await expect(rows(page).first()).toContainText("person.00@");
    await header.getByRole("button", { name: "E-mail" }).click();
    await expect(header).toHaveAttribute("aria-sort", "descending");
    await expect(rows(page).first()).toContainText(`person.${imported - 1}@`);
  });

  test("mueller finds Müller, and the letters that were found are marked", async ({ page, desk }) => {
    await openUsers(page, desk.url);
    await search(page).fill("mueller");
    await expect(rows(page).filter({ hasText: "Petersen" })).toHaveCount(0);
    await expect(rows(page).getByText("Müller", { exact: true }).first()).toBeVisible();
    await expect(page.locator("mark").getByText("Müller", { exact: true }).first()).toBeVisible();
    await expect(page.locator("mark").getByText("Mueller", { exact: true }).first()).toBeVisible();
    await search(page).fill("muell");
    await expect(page.locator("mark").getByText("Müll", { exact: true }).first()).toBeVisible();
  });

  test("a search that nobody matches says so and leads back", async ({ page, desk }) => {
    await openUsers(page, desk.url);
    await search(page).fill("nobody has this name");
    await expect(page.getByRole("heading", { name: "Nobody matches" })).toBeVisible();
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await expect(rows(page).first()).toBeVisible();
    await expect(search(page)).toHaveValue("");
  });

  test("the counts of the link states follow what happens, without a reload", async ({ page, desk }) => {
    await openUsers(page, desk.url);
    const linked = await countIn(facet(page, /^Linked/u));
    const all = await countIn(facet(page, /^All/u));
    await register(desk, { firstName: "Neu", lastName: "Dabei", title: "" });
    await expect(facet(page, /^Linked/u)).toHaveText(`Linked${linked + 1}`);
    await expect(facet(page, /^All/u)).toHaveText(`All${all + 1}`);
    await page.getByRole("button", { name: "1 changed, show" }).click();
    await expect(rows(page).filter({ hasText: "Neu Dabei" })).toHaveCount(1);
  });
});

test("everybody who matches but one is resynced in a run, with a bar while it lasts and an outcome for each", async ({
  page,
  desk,
}) => {
  await openUsers(page, desk.url, "?state=convex_only&sort=email.asc");
  const left = rows(page).nth(4);
  await rows(page).nth(0).getByRole("checkbox").click();
  await page.getByRole("button", { name: `Select all ${imported} that match` }).click();
  await left.getByRole("checkbox").click();
  await expect(page.getByRole("region", { name: "Selection" })).toContainText(`All ${imported} but 1`);
  await page.getByRole("button", { name: `Resync ${imported - 1} users` }).click();
  const plan = page.getByRole("dialog", { name: `Resync ${imported - 1} users` });
  await plan.getByLabel("Name of the run").fill("Accounts of January");
  await plan.getByLabel("Reason").fill("They never reached the CRM.");
  await expect(plan).toContainText("Whoever is new to the backend gets its welcome e-mail, once.");
  const mailsBefore = desk.smtp.mails.length;
  await plan.getByRole("button", { name: `Resync ${imported - 1} users` }).click();

  await expect(page.getByRole("progressbar", { name: "Progress of Accounts of January" })).toBeVisible();
  await page.getByRole("complementary", { name: "Runs under way" }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Accounts of January" })).toBeVisible();
  const outcomes = page.getByRole("navigation", { name: "Outcomes" });
  await expect(outcomes.getByRole("link", { name: /^Done/u })).toHaveText(`Done${imported - 1}`);
  await expect(page.getByText("100%").first()).toBeVisible();
  await outcomes.getByRole("link", { name: /^Failed/u }).click();
  await expect(page.getByText("Nobody failed in this run.")).toBeVisible();
  await outcomes.getByRole("link", { name: /^Done/u }).click();
  const done = page.getByRole("region", { name: "Users in this run" }).getByRole("listitem");
  await expect(done.first()).toContainText("done");

  await page.getByRole("link", { name: /^Users/u }).click();
  await facet(page, /^Convex only/u).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("person.04@");
  // The backend's mails are under way when it answers.
  const recipients = () => desk.smtp.mails.slice(mailsBefore).map(({ to }) => JSON.stringify(to));
  const welcomed = () => recipients().filter((to) => to.includes("person."));
  await expect.poll(() => welcomed().length).toBe(imported - 1);
  expect(new Set(welcomed()).size).toBe(imported - 1);
});

test("with Tandem itself away, a banner says so, nothing shown is lost, and it comes back by itself", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/ERR_CONNECTION_REFUSED/u);
  await openUsers(page, desk.url);
  // The drawer's code comes when the first screen stands; without it a click would wait for the connection.
  await page.waitForLoadState("networkidle");
  await desk.stopServer();
  const banner = page.getByText("Connection to Tandem lost");
  await expect(banner).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole("list", { name: "Health" })).toContainText("Storeunknown");
  await rows(page).first().getByText("@").click();
  await expect(drawer(page).getByRole("alert")).toContainText("Tandem did not answer. Nothing was changed.");
  await desk.startServer();
  await expect(banner).toBeHidden();
  await expect(drawer(page).getByRole("region", { name: "Comparison" })).toBeVisible();
});
