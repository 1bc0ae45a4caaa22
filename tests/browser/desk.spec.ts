import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { crowd, driftContact, importAccounts, register } from "./people";
import { grid, rows } from "./users-grid";

test.use({ deskOptions: {} });

const imported = 36;
type Registered = Awaited<ReturnType<typeof register>>;
let dora: Registered;
let ruth: Registered;
let emil: Registered;
let wilma: Registered;
let olaf: Registered;

test.beforeAll(async ({ desk }) => {
  await importAccounts(desk, crowd(imported));
  dora = await register(desk, {
    firstName: "Dora",
    lastName: "Drift",
    title: "",
    email: "dora@klinik-haff.example",
  });
  ruth = await register(desk, {
    firstName: "Ruth",
    lastName: "Resync",
    title: "",
    email: "ruth@klinik-haff.example",
  });
  emil = await register(desk, {
    firstName: "Emil",
    lastName: "Endlich",
    title: "",
    email: "emil@klinik-haff.example",
  });
  wilma = await register(desk, {
    firstName: "Wilma",
    lastName: "Welcome",
    title: "",
    email: "wilma@klinik-haff.example",
  });
  olaf = await register(desk, {
    firstName: "Olaf",
    lastName: "Offline",
    title: "",
    email: "olaf@klinik-haff.example",
  });
});

test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
});

const picked = (page: Page) => grid(page).getByRole("row", { selected: true });
const search = (page: Page) => page.getByRole("searchbox", { name: "Search users" });
const facet = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Link states" }).getByRole("link", { name });
const drawer = (page: Page) => page.getByRole("dialog");
const heading = (page: Page) => drawer(page).getByRole("heading", { level: 2 });
async function countIn(place: Locator): Promise<number> {
  await expect(place).toHaveText(/\d/u);
  return Number((await place.innerText()).replace(/\D/gu, ""));
}

async function openUsers(page: Page, url: string, query = "") {
  await page.goto(`${url}/users${query}`);
  await expect(rows(page).first()).toBeVisible();
}

/** Opens the drawer of a person as somebody who was told their e-mail. */
async function openPerson(page: Page, url: string, email: string): Promise<Locator> {
  await openUsers(page, url);
  await search(page).fill(email);
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByText(email).click();
  await expect(drawer(page).getByRole("region", { name: "Comparison" })).toBeVisible();
  return drawer(page);
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

test.describe("a person", () => {
  test("a click copies a whole ID to the clipboard", async ({ page, desk, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const person = await openPerson(page, desk.url, olaf.email);
    await person.getByRole("button", { name: /^Copy CRM contact in Convex/u }).click();
    await expect(person.getByRole("status").getByText("Copied")).toBeAttached();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(olaf.contactId);
  });

  test("what differs is marked, what agrees is folded; IDs, timeline, webhooks and jobs are there", async ({
    page,
    desk,
  }) => {
    await driftContact(desk, dora.contactId, { phone: "+49 160 9988776" });
    const person = await openPerson(page, desk.url, dora.email);
    await expect(person).toContainText("The sides are linked, but the phone differs.");
    const differing = person.getByRole("row").filter({ has: page.getByRole("img", { name: "differs" }) });
    await expect(differing).toHaveCount(1);
    await expect(differing).toContainText("+49 160 9988776");
    await expect(person.getByRole("row", { name: /^First name/u })).toHaveCount(0);
    await person.getByRole("button", { name: "3 identical fields" }).click();
    await expect(person.getByRole("row", { name: /^First name/u })).toContainText("Dora");

    for (const id of [dora.userId, dora.contactId, dora.frontendUserId]) {
      await expect(person.getByTitle(id)).toHaveCount(2);
    }
    await expect(person.getByRole("list", { name: "Timeline" })).toContainText(
      "contact.updated The backend sent this event; it was applied.",
    );
    await person.getByRole("tab", { name: /^Webhooks/u }).click();
    await expect(person.getByRole("list", { name: "Webhooks" })).toContainText("contact.updated");
    await person.getByRole("tab", { name: /^Jobs/u }).click();
    const job = person.getByRole("list", { name: "Jobs" }).getByRole("listitem").first();
    await expect(job).toContainText("Register in the backend");
    await expect(job.getByRole("cell", { name: "ok", exact: true })).toHaveCount(1);
    await expect(page).toHaveURL(/tab=jobs/u);
  });

  test("a resync says it worked only after both sides have been read back", async ({ page, desk }) => {
    await driftContact(desk, ruth.contactId, { phone: "+49 170 5550001" });
    const person = await openPerson(page, desk.url, ruth.email);
    await expect(person).toContainText("the phone differs");
    await desk.chaos({ mode: "slow", delayMs: 800, match: { email: ruth.email } });
    await person.getByRole("button", { name: "Resync" }).click();
    await expect(person).toContainText("Resync requested. Waiting for the backend …");
    await expect(person).not.toContainText("Read back");
    await expect(person).toContainText(/Linked\. Read back from both sides/u);
    await desk.chaos({ mode: "ok" });
    await expect(rows(page).filter({ hasText: ruth.email })).toContainText("linked");
    await expect(person).toContainText("Both sides agree");
    await person.getByRole("button", { name: /identical fields/u }).click();
    const phone = person.getByRole("row", { name: /^Phone/u }).getByRole("cell");
    for (const side of [0, 1]) await expect(phone.nth(side)).toHaveText("+49 170 5550001");
  });

  test("a soft-delete wants a reason and can be taken back", async ({ page, desk }) => {
    await openPerson(page, desk.url, emil.email);
    // The toast that offers to undo is a dialog too.
    const person = page.getByRole("dialog", { name: "Emil Endlich", exact: true });
    await person.getByRole("button", { name: "Soft-delete" }).click();
    const question = page.getByRole("dialog", { name: "Soft-delete Emil Endlich" });
    await expect(question.getByRole("button", { name: "Soft-delete user" })).toBeDisabled();
    await question.getByLabel("Reason").fill("Asked by phone on Monday");
    await question.getByRole("button", { name: "Soft-delete user" }).click();
    await expect(person).toContainText(/Soft-deleted; sign-in is off\. Read back/u);
    await expect(rows(page).filter({ hasText: emil.email })).toContainText("deleted");
    await expect(person.getByRole("list", { name: "Timeline" })).toContainText("Asked by phone on Monday");

    await person.getByRole("button", { name: "Restore" }).click();
    await page
      .getByRole("dialog", { name: "Restore Emil Endlich" })
      .getByRole("button", { name: "Restore user" })
      .click();
    await expect(person).toContainText(/Restored: Linked\. Read back/u);
    await expect(rows(page).filter({ hasText: emil.email })).toContainText("linked");
  });

  test("re-sending the welcome delivers exactly one more e-mail", async ({ page, desk }) => {
    const mails = () => desk.smtp.mails.filter((mail) => JSON.stringify(mail.to).includes(wilma.email));
    await expect.poll(() => mails().length).toBe(1);
    const person = await openPerson(page, desk.url, wilma.email);
    await person.getByRole("button", { name: "Re-send welcome" }).click();
    await page
      .getByRole("dialog", { name: /^Re-send welcome/u })
      .getByRole("button", { name: "Send 1 e-mail" })
      .click();
    await expect.poll(() => mails().length).toBe(2);
    await person.getByRole("tab", { name: /^Jobs/u }).click();
    const job = person
      .getByRole("list", { name: "Jobs" })
      .getByRole("listitem")
      .filter({ hasText: "Re-send welcome" });
    await expect(job).toContainText("succeeded");
    expect(mails()).toHaveLength(2);
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
  const welcomed = desk.smtp.mails.slice(mailsBefore).map(({ to }) => JSON.stringify(to));
  expect(welcomed).toHaveLength(imported - 1);
  expect(new Set(welcomed).size).toBe(imported - 1);
});

test("with the backend down, a person is shown from the mirror, with how old it is and why", async ({
  page,
  desk,
}) => {
  await desk.stopBackend();
  const person = await openPerson(page, desk.url, olaf.email);
  await expect(person.getByRole("columnheader", { name: /^CRM/u })).toContainText(
    /mirror, .+ old\. The backend could not be reached\./u,
  );
  await expect(page.getByRole("list", { name: "Health" })).toContainText("Backendfailing");
  await person.getByRole("button", { name: "Resync" }).click();
  await expect(person).toContainText(
    /The backend could not be reached\. (Next try|The next try is due now)/u,
  );
  await desk.startBackend();
  await expect(person.getByRole("columnheader", { name: /^CRM/u })).toContainText("live");
  await person.getByRole("button", { name: /^(Resync|Try again now)$/u }).click();
  await expect(person).toContainText(/Read back from both sides/u);
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
