import type { Page } from "@playwright/test";
import { expect, test, type Desk } from "../support/desk";
import { startRunOverHttp } from "../support/runs";
import { crowd, importAccounts } from "./people";

test.use({ deskOptions: {} });

/** Nobody of these is known to the backend; ten of them, `person.0…`, can be made to fail. */
const imported = 40;

test.beforeAll(async ({ desk }) => {
  await importAccounts(desk, crowd(imported));
});

test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
});

test.afterEach(async ({ desk }) => {
  await desk.chaos({ mode: "ok" });
});

const rows = (page: Page) =>
  page
    .getByRole("grid", { name: "Users" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });
const plan = (page: Page) => page.getByRole("dialog");
const heading = (page: Page, name: string) => page.getByRole("heading", { name, exact: true });
const chip = (page: Page, word: string) => page.getByRole("main").getByText(word, { exact: true }).first();
const outcome = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Outcomes" }).getByRole("link", { name });

/** Picks everybody who matches the address and asks for something to be done to them. */
async function ask(page: Page, desk: Desk, query: string, button: RegExp) {
  await page.goto(`${desk.url}/users${query}`);
  await rows(page).first().getByRole("checkbox").click();
  await page.getByRole("button", { name: /^Select all \d+ that match/u }).click();
  await page.getByRole("button", { name: button }).click();
  await expect(plan(page).getByRole("region", { name: "Plan" })).toContainText(/e-mail/iu);
}

async function openRun(page: Page, name: string) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Runs/u }).click();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(heading(page, name)).toBeVisible();
}

/** Starts a run of everybody and pauses it at once, as an admin elsewhere does. */
async function startAndPause(desk: Desk, name: string): Promise<string> {
  const { trpc } = await desk.admin();
  const { runId } = await startRunOverHttp(
    { trpc },
    {
      ...{ name, reason: "A look at everybody.", action: "resync" },
      selection: { by: "filter", filter: {}, except: [] },
    },
  );
  await trpc.runs.pause.mutate({ runId });
  return runId;
}

test("a plan says what a run would do and to whom, and when that has changed it says so and starts nothing", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/409 \(Conflict\)/u);
  await ask(page, desk, "?state=convex_only", /^Resync \d+ users/u);
  const dialog = plan(page);
  await expect(dialog).toContainText("Everybody who matches Convex only, on every page");
  await expect(dialog).toContainText(`${imported} e-mails will be sent`);
  await expect(dialog).toContainText(`${imported}Register in the backend`);
  await expect(dialog.getByRole("list", { name: "Samples" }).getByRole("listitem")).toHaveCount(10);
  const start = dialog.getByRole("button", { name: `Resync ${imported} users` });
  await expect(start).toHaveAccessibleDescription("Say why, in at least 3 characters.");

  const { trpc } = await desk.admin();
  const { rows: people } = await trpc.users.list.query({ query: "person.39@klinik-haff.example" });
  const id = people[0]?.linkId ?? "";
  await trpc.users.softDelete.mutate({ id, reason: "Asked for it." });
  await dialog.getByLabel("Reason").fill("They never reached the CRM.");
  await start.click();
  await expect(dialog).toContainText("The plan has changed since you saw it. Nothing was started.");
  await expect(dialog).toContainText(`${imported} users became ${imported - 1} users.`);
  await expect(dialog).toContainText(`${imported - 1} e-mails will be sent`);
  expect((await trpc.runs.list.query({})).runs).toEqual([]);
  await trpc.users.restore.mutate({ id });
});

test("who fails in a run is grouped by cause, and only they are tried again", async ({ page, desk }) => {
  await desk.chaos({ mode: "refuse", code: "VALIDATION_ERROR", match: { email: "person.0" } });
  await ask(page, desk, "?state=convex_only", /^Resync \d+ users/u);
  await plan(page).getByLabel("Name of the run").fill("Outage of January");
  await plan(page).getByLabel("Reason").fill("They never reached the CRM.");
  await plan(page)
    .getByRole("button", { name: `Resync ${imported} users` })
    .click();
  await expect(page.getByRole("progressbar", { name: "Progress of Outage of January" })).toBeVisible();

  await openRun(page, "Outage of January");
  await expect(outcome(page, /^Failed/u)).toHaveText("Failed10");
  await expect(outcome(page, /^Done/u)).toHaveText(`Done${imported - 10}`);
  const cause = page.getByRole("region", { name: "Causes" }).getByRole("link");
  await expect(cause).toHaveCount(1);
  await expect(cause).toContainText(/^10data refused/u);
  await cause.click();
  const people = page.getByRole("region", { name: "Users in this run" }).getByRole("listitem");
  await expect(people).toHaveCount(10);
  await expect(people.first()).toContainText("failed");

  await desk.chaos({ mode: "ok" });
  await page.getByRole("button", { name: "Retry only the failed (10)" }).click();
  await plan(page).getByLabel("Reason").fill("The CRM takes them now.");
  await plan(page).getByRole("button", { name: "Resync 10 failed users" }).click();
  await expect(heading(page, "Retry: Outage of January")).toBeVisible();
  await expect(outcome(page, /^Done/u)).toHaveText("Done10");
  await page.getByRole("link", { name: "“Outage of January”" }).click();
  await expect(heading(page, "Outage of January")).toBeVisible();
  await expect(page.getByRole("link", { name: "“Retry: Outage of January”" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Retry/u })).toHaveCount(0);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^run-.+\.csv$/u);
});

test("what takes something away is started only by whoever types how many it is", async ({ page, desk }) => {
  await ask(page, desk, "?q=weiß", /^Soft-delete/u);
  const dialog = plan(page);
  await expect(dialog).toContainText("No e-mails");
  const start = dialog.getByRole("button", { name: "Soft-delete 8 users" });
  await dialog.getByLabel("Reason").fill("They left the clinic.");
  await expect(start).toHaveAccessibleDescription("Type 8 to confirm.");
  await dialog.getByLabel("Type 8 to confirm").fill("7");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Type 8 to confirm").fill("8");
  await start.click();
  // What is said of it below is a dialog too, for some seconds.
  await expect(dialog.getByRole("region", { name: "Plan" })).toBeHidden();
  const states = page.getByRole("navigation", { name: "Link states" });
  await states.getByRole("link", { name: /^Deleted/u }).click();
  await expect(rows(page)).toHaveCount(8);

  await rows(page).first().getByRole("checkbox").click();
  await page.getByRole("button", { name: "Select all 8 that match" }).click();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Restore" }).click();
  await dialog.getByLabel("Reason").fill("They are back.");
  await dialog.getByRole("button", { name: "Restore 8 users" }).click();
  await expect(states.getByRole("link", { name: /^Deleted/u })).toHaveText("Deleted0");
});

test("two admins see the same run; what one resumes the other pauses, and cancelled it stays", async ({
  page,
  otherPage,
  desk,
}) => {
  await desk.chaos({ mode: "slow", delayMs: 2_500 });
  const runId = await startAndPause(desk, "Slow look");
  await desk.signIn(otherPage);
  const pages = [page, otherPage];
  await Promise.all(pages.map((each) => each.goto(`${desk.url}/runs/${runId}`)));
  for (const each of pages) await expect(chip(each, "paused")).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  for (const each of pages) await expect(chip(each, "running")).toBeVisible();
  await otherPage.getByRole("button", { name: "Pause" }).click();
  for (const each of pages) await expect(chip(each, "paused")).toBeVisible();
  await page.getByRole("button", { name: "Cancel run" }).click();
  await plan(page).getByRole("button", { name: "Cancel run" }).click();
  for (const each of pages) {
    await expect(chip(each, "cancelled")).toBeVisible();
    await expect(each.getByRole("button", { name: /^Pause|^Resume|^Cancel run/u })).toHaveCount(0);
    await expect(outcome(each, /^Under way/u)).toHaveText("Under way0");
  }
  const [mine, theirs] = await Promise.all(pages.map((each) => outcome(each, /^Done/u).innerText()));
  expect(mine).toBe(theirs);
});

test("a run is in sight on every screen while it lasts; cut off from Tandem its page says so and catches up", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET/u);
  const runId = await startAndPause(desk, "Long look");
  await page.goto(`${desk.url}/webhooks`);
  const bar = page.getByRole("complementary", { name: "Runs under way" });
  await expect(bar).toContainText(/Long look.*\d+% · \d+ \/ 40/u);
  await bar.getByRole("link", { name: /Long look/u }).click();
  await expect(chip(page, "paused")).toBeVisible();
  await desk.stopServer();
  await expect(page.getByText(/^Reconnecting …/u)).toBeVisible();
  await desk.startServer();
  await expect(page.getByText(/^Reconnecting …/u)).toBeHidden();
  const { trpc } = await desk.admin();
  await trpc.runs.resume.mutate({ runId });
  await expect(outcome(page, /^Done/u)).toHaveText(`Done${imported}`);
  await expect(chip(page, "done")).toBeVisible();
});

test("when the backend refuses the key, a banner says so on every screen until an admin lets work go on", async ({
  page,
  desk,
}) => {
  await desk.chaos({ mode: "unauthorized" });
  const { trpc } = await desk.admin();
  const { rows: people } = await trpc.users.list.query({ limit: 1 });
  await trpc.users.resync.mutate({ id: people[0]?.linkId ?? "" });
  await page.goto(`${desk.url}/runs`);
  const banner = page.getByRole("status").filter({ hasText: "The backend refuses Tandem’s key since" });
  await expect(banner).toBeVisible();
  await expect(page.getByRole("list", { name: "Health" })).toContainText("Backendpaused");

  await banner.getByRole("button", { name: "Test connection" }).click();
  const key = plan(page).getByRole("listitem").filter({ hasText: "It accepts the key" });
  await expect(key.getByRole("img", { name: "no", exact: true })).toBeVisible();
  await desk.chaos({ mode: "ok" });
  await plan(page).getByRole("button", { name: "Test again" }).click();
  await expect(key.getByRole("img", { name: "yes" })).toBeVisible();
  await plan(page).getByRole("button", { name: "Let work go on" }).click();
  await plan(page).getByLabel("Reason").fill("The CRM has a new key for us.");
  await plan(page).getByRole("button", { name: "Let work go on" }).click();
  await expect(banner).toBeHidden();
  await expect(page.getByRole("list", { name: "Health" })).toContainText("Backendok");
});

test("contacts without an account are invited by a run, and their links are handed out in one file", async ({
  page,
  desk,
}) => {
  for (const firstName of ["Gerda", "Gustav"]) {
    const email = `${firstName.toLowerCase()}@klinik-haff.example`;
    await desk.crm("POST", "/crm/contacts", {
      ...{ subtype: "customer", name: `${firstName} Gast` },
      customProperties: { email, firstName, lastName: "Gast" },
    });
  }
  await page.goto(`${desk.url}/users?state=crm_only`);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("checkbox", { name: "Select all loaded users" }).click();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Invite" }).click();
  await expect(plan(page)).toContainText("2 users picked one by one.");
  await expect(plan(page)).toContainText("No e-mails");
  await plan(page).getByLabel("Name of the run").fill("Guests of the congress");
  await plan(page).getByLabel("Reason").fill("They asked for an account.");
  await plan(page).getByRole("button", { name: "Invite 2 users" }).click();
  await openRun(page, "Guests of the congress");
  await expect(outcome(page, /^Done/u)).toHaveText("Done2");
  await page.getByRole("button", { name: "Make the links" }).click();
  const download = page.waitForEvent("download");
  await plan(page).getByRole("button", { name: "Download links" }).click();
  const file = await (await download).createReadStream();
  const text = (await file.toArray()).join("");
  expect(text.match(/\/portal\/register\?invite=/gu)).toHaveLength(2);
  await expect(plan(page)).toBeHidden();
});
