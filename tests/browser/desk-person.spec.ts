import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { driftContact, register, welcomesTo } from "./people";
import { drawer, openUsers, rows, search } from "./users-grid";

test.use({ deskOptions: {} });

type Registered = Awaited<ReturnType<typeof register>>;
let dora: Registered;
let ruth: Registered;
let emil: Registered;
let wilma: Registered;
let olaf: Registered;

test.beforeAll(async ({ desk }) => {
  const somebody = (firstName: string, lastName: string) =>
    register(desk, {
      firstName,
      lastName,
      title: "",
      email: `${firstName.toLowerCase()}@klinik-haff.example`,
    });
  dora = await somebody("Dora", "Drift");
  ruth = await somebody("Ruth", "Resync");
  emil = await somebody("Emil", "Endlich");
  wilma = await somebody("Wilma", "Welcome");
  olaf = await somebody("Olaf", "Offline");
});

test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
});

/** Opens the drawer of a person as somebody who was told their e-mail. */
async function openPerson(page: Page, url: string, email: string): Promise<Locator> {
  await openUsers(page, url);
  await search(page).fill(email);
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByText(email).click();
  await expect(drawer(page).getByRole("region", { name: "Comparison" })).toBeVisible();
  return drawer(page);
}

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
    const mails = () => welcomesTo(desk, wilma.email);
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
