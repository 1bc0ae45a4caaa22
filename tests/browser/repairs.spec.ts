import type { Locator, Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, type Desk } from "../support/desk";
import { crowd, driftContact, importAccounts, newContact, register } from "./people";

test.use({ deskOptions: {} });

type Registered = Awaited<ReturnType<typeof register>>;
let ben: Registered;
let dora: Registered;
let tina: Registered;

/** An account that stores the ID of a contact which is Ben's. */
const bert = { firstName: "Bert", lastName: "Both", email: "bert@klinik-haff.example" };

test.beforeAll(async ({ desk }) => {
  ben = await register(desk, {
    ...{ firstName: "Ben", lastName: "Both", title: "", email: "ben@klinik-haff.example" },
  });
  dora = await register(desk, {
    ...{ firstName: "Dora", lastName: "Drift", title: "", email: "dora@klinik-haff.example" },
    phone: "+49 170 1112223",
  });
  tina = await register(desk, {
    ...{ firstName: "Tina", lastName: "Trace", title: "", email: "tina@klinik-haff.example" },
  });
  const claimant = { ...bert, createdAt: Date.UTC(2024, 0, 31), crmContactId: ben.contactId };
  await importAccounts(desk, [...crowd(1), claimant]);
});

test.beforeEach(({ desk, page }) => desk.signIn(page));

const rows = (page: Page) =>
  page
    .getByRole("grid", { name: "Users" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });

/** Opens the drawer of a person as somebody who was told their e-mail. */
async function openPerson(page: Page, desk: Desk, email: string): Promise<Locator> {
  await page.goto(`${desk.url}/users?q=${encodeURIComponent(email)}`);
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByText(email).click();
  const drawer = page.getByRole("dialog").first();
  await expect(drawer.getByRole("region", { name: "Comparison" })).toBeVisible();
  return drawer;
}

async function giveReason(page: Page, title: RegExp, reason: string, button: string) {
  const question = page.getByRole("dialog", { name: title });
  await expect(question.getByRole("button", { name: button })).toBeDisabled();
  await question.getByLabel("Reason").fill(reason);
  await question.getByRole("button", { name: button }).click();
}

test("a match by e-mail is accepted on its evidence, and both sides are linked", async ({ page, desk }) => {
  const email = "person.00@klinik-haff.example";
  await newContact(desk, { email, firstName: "Anna", lastName: "Müller" });
  await expect
    .poll(async () => (await (await desk.admin()).trpc.users.facets.query()).states.unlinked)
    .toBeGreaterThan(0);
  const person = await openPerson(page, desk, email);
  const candidate = person.getByRole("article", { name: "Candidate Anna Müller" });
  await expect(candidate.getByRole("listitem").first()).toContainText(
    `Both have the e-mail address ${email}.`,
  );
  await candidate.getByRole("button", { name: "Accept" }).click();
  await giveReason(page, /^Accept Anna Müller/u, "Spoke to her on the phone", "Accept match");
  await expect(person).toContainText(/Linked\. Read back from both sides/u);
  await expect(person.getByRole("region", { name: "Match review" })).toBeHidden();
  await expect(person.getByRole("list", { name: "Timeline" })).toContainText("Spoke to her on the phone");
});

test("a wrong claim on somebody's contact is rejected with a reason, listed, and can be undone", async ({
  page,
  desk,
}) => {
  const person = await openPerson(page, desk, bert.email);
  await expect(person).toContainText("Two or more accounts name this contact.");
  const candidate = person.getByRole("article", { name: "Candidate Ben Both" });
  await expect(candidate).toContainText("The account stores this contact's ID.");
  await expect(candidate).toContainText("Also stored by Ben Both (ben@klinik-haff.example)");
  expect(await barriers(page)).toEqual([]);
  await candidate.getByRole("button", { name: "Reject" }).click();
  await giveReason(page, /^Reject Ben Both/u, "Bert is his brother", "Reject match");
  await expect(person).toContainText("Match rejected. Now Convex only.");
  const decided = person.getByRole("list", { name: "Decided before" });
  await expect(decided).toContainText("Ada Admin");
  await expect(decided).toContainText("“Bert is his brother”");
  await expect(candidate).toBeHidden();

  await decided.getByRole("button", { name: "Undo" }).click();
  await expect(person).toContainText("Rejection undone.");
  await expect(decided).toBeHidden();
});

test("an invited contact registers with the link and becomes one person", async ({
  page,
  otherPage,
  desk,
  tolerate,
}) => {
  // The contact's own row, which is open meanwhile, goes when they become one person, and may be asked for once more.
  tolerate(/status of 404/u);
  const email = "ina@klinik-haff.example";
  const contactId = await newContact(desk, { email, firstName: "Ina", lastName: "Ivens" });
  await expect
    .poll(async () => (await (await desk.admin()).trpc.users.list.query({ query: email })).rows.length)
    .toBe(1);
  const person = await openPerson(page, desk, email);
  await person.getByRole("button", { name: "Invite" }).click();
  await giveReason(page, /^Invite Ina Ivens/u, "She asked for an account", "Make the link");
  const shown = page.getByRole("dialog", { name: "Copy the link now" });
  const link = await shown.getByLabel("Invitation link", { exact: true }).innerText();
  await expect(shown).toContainText(`Send it to ${email} yourself.`);
  expect(await barriers(page)).toEqual([]);
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(person.getByRole("region", { name: "Invitation" })).toContainText("Invited by Ada Admin");

  await otherPage.goto(link);
  await expect(otherPage.getByLabel("E-mail")).toHaveValue(email);
  await expect(otherPage.getByLabel("First name")).toHaveValue("Ina");
  await otherPage.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await otherPage.getByLabel("Repeat password").fill("correct horse battery");
  await otherPage.getByRole("checkbox", { name: /^I accept/u }).check();
  await otherPage.getByRole("button", { name: "Create account" }).click();
  await expect(otherPage).toHaveURL(/\/portal\/dashboard/u);

  const linked = await openPerson(page, desk, email);
  await expect(linked.getByRole("heading", { level: 2 })).toHaveText("Ina Ivens");
  await expect(rows(page)).toContainText("linked");
  await expect(linked.getByTitle(contactId)).toHaveCount(2);
  await otherPage.goto(link);
  await expect(otherPage.getByText(/This invitation does not work any more/u)).toBeVisible();
});

test("taking the side that does not own a field asks first, and is then written and read back", async ({
  page,
  desk,
}) => {
  await driftContact(desk, dora.contactId, { phone: "+49 160 9988776", lastName: "Drift-Winter" });
  const person = await openPerson(page, desk, dora.email);
  await person.getByRole("button", { name: "Take phone of Convex" }).click();
  await person.getByRole("button", { name: "Take last name of CRM" }).click();
  await person.getByRole("button", { name: "Take 2 values" }).click();
  const question = page.getByRole("dialog", { name: "Replace the owner’s value of 1 field" });
  await expect(question).toContainText("Phone goes by what changed last, which is that of the CRM.");
  expect(await barriers(page)).toEqual([]);
  await question.getByRole("button", { name: "Replace 1 value" }).click();
  await expect(person).toContainText(/Linked\. Read back from both sides/u);
  await person.getByRole("tab", { name: /^Jobs/u }).click();
  const receipt = person.getByRole("table", { name: "Receipt of try 1" }).first();
  await expect(receipt.getByRole("row", { name: /^Phone/u })).toContainText("+49 160 9988776");
  await expect(receipt.getByRole("row", { name: /^Phone/u })).toContainText("written");
});

test("a trace shows each step with its values, dry first, then for real", async ({ page, desk }) => {
  await driftContact(desk, tina.contactId, { phone: "+49 160 1234567" });
  const person = await openPerson(page, desk, tina.email);
  await person.getByRole("tab", { name: "Trace" }).click();
  const steps = person.getByRole("list", { name: "Steps" });
  const step = (name: string) => steps.locator("> li").filter({ hasText: new RegExp(`^${name}`, "u") });
  await expect(person).toContainText("everything was read, nothing was written");
  await expect(step("Compare").getByRole("row", { name: /^Phone/u })).toContainText("+49 160 1234567");
  await expect(step("Write")).toContainText("Not done: this is a dry run.");
  expect(await barriers(page)).toEqual([]);
  await person.getByRole("button", { name: "Do it for real" }).click();
  await expect(person).toContainText("Done for real at");
  await expect(step("Write").getByRole("img", { name: "ok" })).toBeVisible();
  await expect(step("Read back").getByRole("img", { name: "ok" })).toBeVisible();
});

test("settings are checked at the field, saved, and never overwrite what somebody else has just changed", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/409 \(Conflict\)/u);
  const { trpc } = await desk.admin();
  await page.goto(`${desk.url}/settings`);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByRole("status", { name: "Connection" })).toContainText("It accepts Tandem's key.");

  const burst = page.getByLabel("Calls at once");
  await burst.fill("0");
  await page.getByRole("button", { name: "Save 1 setting" }).click();
  await expect(page.getByText("Give a whole number from 1 to 10,000.")).toBeVisible();
  await expect(burst).toBeFocused();
  expect(await barriers(page)).toEqual([]);
  await burst.fill("200");
  await page.getByRole("button", { name: "Save 1 setting" }).click();
  await expect(page.getByText(/^Last changed by Ada Admin/u)).toBeVisible();

  await page.getByLabel("Jobs side by side").fill("24");
  const { version, settings } = await trpc.settings.get.query();
  await trpc.settings.update.mutate({
    version,
    settings: { ...settings, gate: { ...settings.gate, ratePerMinute: 6_000 } },
  });
  await page.getByRole("button", { name: "Save 1 setting" }).click();
  const overtaken = page.getByRole("status").filter({ hasText: "has changed 1 setting" });
  await expect(overtaken).toContainText("Calls per minute: 12,000 became 6,000");
  await overtaken.getByRole("button", { name: "Load theirs, keep mine" }).click();
  await expect(page.getByLabel("Calls per minute")).toHaveValue("6000");
  await expect(page.getByLabel("Jobs side by side")).toHaveValue("24");
  await page.getByRole("button", { name: "Save 1 setting" }).click();
  await expect(page.getByRole("region", { name: "Unsaved changes" })).toBeHidden();
  expect((await trpc.settings.get.query()).settings.gate).toMatchObject({
    ...{ ratePerMinute: 6_000, concurrency: 24, burst: 200 },
  });
});
