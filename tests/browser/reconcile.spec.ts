import type { Locator, Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, type Desk } from "../support/desk";
import { driftContact, importAccounts, register } from "./people";

test.use({ deskOptions: { webhooksLost: true } });

type Registered = Awaited<ReturnType<typeof register>>;
let dora: Registered;

/** Contacts of an old export that the CRM does not have: the mirror believes in them until a full sweep looks. */
const old = ["Gero", "Gesa"].map((firstName) => ({
  id: `obj_${firstName.toLowerCase()}`,
  ...{ firstName, lastName: "Gone", email: `${firstName.toLowerCase()}@klinik-haff.example` },
}));

test.beforeAll(async ({ desk }) => {
  const createdAt = Date.UTC(2024, 0, 31);
  const accounts = old.map(({ id, ...person }) => ({ ...person, createdAt, crmContactId: id }));
  await importAccounts(desk, accounts, old);
  dora = await register(desk, {
    ...{ firstName: "Dora", lastName: "Drift", title: "", email: "dora@klinik-haff.example" },
    phone: "+49 170 1112223",
  });
});

test.beforeEach(({ desk, page }) => desk.signIn(page));

const findings = (page: Page) => page.getByRole("region", { name: "Findings" });
const facet = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Kinds of finding" }).getByRole("link", { name });
const quarantine = (page: Page) => page.getByRole("region", { name: "Quarantine" });

/** Starts a sweep by its button and waits until its own page says how it stands. */
async function sweep(page: Page, desk: Desk, kind: string, state: string): Promise<Locator> {
  await page.goto(`${desk.url}/reconcile`);
  await page.getByRole("button", { name: `Start sweep: ${kind}` }).click();
  await expect(page.getByRole("heading", { name: `Sweep: ${kind}` })).toBeVisible();
  await expect(page.getByText(state, { exact: true })).toBeVisible();
  return findings(page);
}

test("before the first sweep the screen says what a sweep is and when one begins by itself", async ({
  page,
  desk,
}) => {
  await page.goto(`${desk.url}/reconcile`);
  await expect(page.getByRole("heading", { name: "No sweep yet" })).toBeVisible();
  await expect(page.getByText("No webhook has come yet.")).toBeVisible();
  await expect(page.getByText(/^by itself in /u)).toHaveCount(3);
  expect(await barriers(page)).toEqual([]);
});

test("a change whose webhook was lost is found by a sweep, and the person is put right with the CRM's value", async ({
  page,
  desk,
}) => {
  await driftContact(desk, dora.contactId, { phone: "+49 160 9988776" });
  const found = await sweep(page, desk, "Changes", "done");
  await facet(page, /^New drift/u).click();
  const line = found.getByRole("listitem").filter({ hasText: "Dora Drift" });
  await expect(line).toContainText("drifted");
  await expect(line).toContainText("phone");
  expect(await barriers(page)).toEqual([]);

  await line.getByRole("link", { name: "Dora Drift" }).click();
  const comparison = page.getByRole("region", { name: "Comparison" });
  await expect(comparison.getByRole("row", { name: /^Phone/u })).toContainText("CRM, newest");
  await comparison.getByRole("button", { name: "Take phone of CRM" }).click();
  await comparison.getByRole("button", { name: "Take 1 value" }).click();
  await expect(page.getByText(/^Linked\. Read back from both sides/u)).toBeVisible();
  await expect(comparison).toContainText("Both sides agree: 4 identical fields");

  await page.goto(`${desk.url}/reconcile`);
  const trend = page.getByRole("region", { name: "Trend" });
  await expect(trend.getByRole("row", { name: /^New drift/u })).toContainText("1");
  await expect(page.getByRole("list", { name: "Sweeps" })).toContainText("New drift 1");
});

test("a sweep is watched while it runs and can be cancelled", async ({ page, desk }) => {
  await desk.chaos({ mode: "slow", delayMs: 15_000 });
  await page.goto(`${desk.url}/reconcile`);
  await page.getByRole("button", { name: "Start sweep: Full" }).click();
  await expect(page.getByRole("progressbar", { name: "Progress of the sweep “Full”" })).toBeVisible();
  await page.getByRole("link", { name: "Reconcile" }).first().click();
  const running = page.getByRole("region", { name: "Running sweep" });
  await expect(running).toContainText("Reading the CRM");
  await expect(page.getByRole("button", { name: "Start sweep: Changes" })).toHaveAttribute(
    "aria-description",
    "A sweep is running. Start another when it has ended.",
  );
  await running.getByRole("button", { name: "Cancel sweep" }).click();
  await expect(running).toBeHidden();
  await expect(page.getByRole("list", { name: "Sweeps" }).getByRole("listitem").first()).toContainText(
    "cancelled",
  );
  await desk.chaos({ mode: "ok" });
});

test("a sweep that misses too many waits in quarantine: once it is discarded, once applied with the count typed", async ({
  page,
  desk,
}) => {
  const found = await sweep(page, desk, "Full", "in quarantine");
  await expect(quarantine(page)).toContainText("2 of 3 contacts were not met.");
  await facet(page, /^Not met/u).click();
  await expect(found.getByRole("listitem")).toHaveText([/Gero Gone/u, /Gesa Gone/u]);
  await quarantine(page).getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("discarded", { exact: true })).toBeVisible();
  await expect(page.getByText(/^Discarded by Ada Admin/u)).toBeVisible();

  await sweep(page, desk, "Full", "in quarantine");
  await page.getByRole("link", { name: "Reconcile" }).first().click();
  await quarantine(page).getByRole("button", { name: "Apply to 2 contacts" }).click();
  const question = page.getByRole("dialog", { name: "Apply to 2 contacts" });
  const apply = question.getByRole("button", { name: "Apply to 2 contacts" });
  await question.getByLabel("Reason").fill("They left with the old CRM");
  await question.getByLabel("Type 2 to confirm").fill("3");
  await expect(apply).toBeDisabled();
  await question.getByLabel("Type 2 to confirm").fill("2");
  expect(await barriers(page)).toEqual([]);
  await apply.click();
  await expect(quarantine(page)).toBeHidden();

  const last = page.getByRole("list", { name: "Sweeps" }).getByRole("listitem").first();
  await expect(last).toContainText("Gone 2");
  await last.getByRole("link").click();
  await expect(page.getByText(/^Applied by Ada Admin/u)).toContainText("They left with the old CRM");
  await facet(page, /^Broken/u).click();
  await findings(page).getByRole("link", { name: "Gero Gone" }).click();
  await expect(page.getByText("The CRM contact this account names does not exist.")).toBeVisible();
});
