import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, type Desk } from "../support/desk";
import { startRunOverHttp } from "../support/runs";
import { newPerson } from "../support/people";
import { createVisitor } from "../support/visitor";
import { crowd, importAccounts } from "./people";

test.use({ deskOptions: {} });

test.beforeEach(({ desk, page }) => desk.signIn(page));

const headline = (page: Page, words: string) => page.getByRole("status").filter({ hasText: words });
const part = (page: Page, name: string) => page.getByRole("region", { name });
const cause = (page: Page, words: string) =>
  part(page, "Failures by cause").getByRole("listitem").filter({ hasText: words });

/** Ten of twelve accounts are refused by the backend for their data. */
async function refuseTen(desk: Desk) {
  await importAccounts(desk, crowd(12));
  await desk.chaos({ mode: "refuse", code: "VALIDATION_ERROR", match: { email: "person.0" } });
  const { trpc } = await desk.admin();
  const { runId } = await startRunOverHttp(
    { trpc },
    {
      ...{ name: "First sync", reason: "Everybody is new.", action: "resync" },
      selection: { by: "filter", filter: {}, except: [] },
    },
  );
  await expect.poll(async () => (await trpc.runs.get.query({ runId })).state).toBe("done");
}

/** An outage is noticed by the first call that fails, and its end within a second: what waits then goes on at once. */
async function noticeOutagesAtOnce(desk: Desk) {
  const { trpc } = await desk.admin();
  const { version, settings } = await trpc.settings.get.query();
  const breaker = { failures: 1, coolDownMs: 1_000, longestCoolDownMs: 1_000 };
  const gate = { ...settings.gate, breaker };
  await trpc.settings.update.mutate({ version, settings: { ...settings, gate } });
}

test("the desk opens with the overview, which says on a fresh install what to do first", async ({
  page,
  desk,
}) => {
  await page.goto(desk.url);
  await expect(page).toHaveURL(/\/overview$/u);
  await expect(page.getByRole("heading", { name: "Nobody is here yet" })).toBeVisible();
  await expect(part(page, "At this moment")).toContainText("Empty: no job waits.");
  expect(await barriers(page)).toEqual([]);
});

test("after an outage the overview says what is wrong and since when; “Retry all” plans it, and everybody is linked", async ({
  page,
  desk,
}) => {
  await refuseTen(desk);
  await noticeOutagesAtOnce(desk);
  await page.goto(`${desk.url}/overview`);
  await expect(headline(page, "10 users have failed.")).toBeVisible();
  await expect(cause(page, "The backend refused the data.")).toContainText("10 users, the first since");
  await expect(part(page, "Sync attempts")).toContainText("of 12 attempts succeeded");
  await expect(part(page, "How fast people are linked")).toContainText(
    "Nobody was to be linked in this time, runs left out.",
  );

  await test.step("who registers while the backend is away is told apart: Tandem tries again by itself", async () => {
    await desk.stopBackend();
    const late = newPerson({ email: "late@klinik-haff.example" });
    await createVisitor(desk.url).trpc.portal.register.mutate(late);
    const waiting = cause(page, "The backend could not be reached.");
    await expect(waiting).toContainText("Tandem tries again by itself.");
    await expect(part(page, "At this moment")).toContainText("1 open job");
    expect(await barriers(page)).toEqual([]);
  });

  await test.step("a state leads to exactly its users, and back", async () => {
    await part(page, "Link states")
      .getByRole("link", { name: /^failed/u })
      .click();
    await expect(page).toHaveURL(/\/users\?state=failed$/u);
    await expect(page.getByRole("grid", { name: "Users" })).toHaveAttribute("aria-rowcount", "11");
    await page.goBack();
  });

  await test.step("when it is back, all of one cause are tried again by a run with its plan", async () => {
    await desk.startBackend();
    await page.getByRole("button", { name: "Retry all 10" }).click();
    const plan = page.getByRole("dialog", { name: "Resync 10 users" });
    await expect(plan.getByRole("region", { name: "Plan" })).toContainText("Register in the backend");
    await plan.getByLabel("Reason").fill("The data was put right in the CRM.");
    await plan.getByRole("button", { name: "Resync 10 users" }).click();
    await expect(headline(page, "Everybody is linked.")).toBeVisible({ timeout: 90_000 });
    await expect(part(page, "Failures by cause")).toContainText("Nobody has failed.");
  });
});

test("how far back is in the address; the table says what the bars say; it fits a phone", async ({
  page,
  desk,
}) => {
  await page.goto(`${desk.url}/overview?range=7d`);
  await expect(page.getByRole("radio", { name: "7 days" })).toBeChecked();
  await page.getByText("30 days").click();
  await expect(page).toHaveURL(/range=30d$/u);
  await page.getByRole("button", { name: "Sync attempts as a table" }).click();
  await expect(part(page, "Sync attempts").getByRole("table").getByRole("row")).toHaveCount(2);
  expect(await barriers(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }),
  ).toBeVisible();
});
