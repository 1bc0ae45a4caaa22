import type { Browser, Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, type Desk } from "../support/desk";
import { register } from "./people";
import { expectWithinPhoneToo } from "./phone";

test.use({ deskOptions: {} });

/** A browser of somebody who looks after the backend: it knows the key, and runs no scripts. */
async function openBackend(browser: Browser, desk: Desk): Promise<Page> {
  const context = await browser.newContext({
    httpCredentials: { username: "staff", password: desk.apiKey },
    baseURL: new URL(desk.backendUrl).origin,
    javaScriptEnabled: false,
  });
  return context.newPage();
}

test("somebody at the backend corrects, suspends and drills with nothing but clicks, and Tandem follows", async ({
  browser,
  desk,
}) => {
  const { trpc } = await desk.admin();
  const dora = await register(desk, { firstName: "Dora", lastName: "Drill" });
  const account = async () => (await trpc.users.get.query({ id: dora.userId })).user;
  const page = await openBackend(browser, desk);

  await test.step("finds the contact and corrects it", async () => {
    await page.goto("/backend");
    await page.getByRole("link", { name: "Contacts", exact: true }).click();
    await page.getByRole("searchbox").fill("dora drill");
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "Dora Drill" }).click();
    await page.getByLabel("Last name").fill("Neumann");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("status")).toHaveText("Saved.");
    await expect.poll(async () => (await account())?.lastName).toBe("Neumann");
  });

  await test.step("suspends the user", async () => {
    await page.getByRole("link", { name: dora.frontendUserId }).click();
    await page.getByText("Suspend this user").click();
    await page.getByLabel("Reason").first().fill("Asked for a pause");
    await page.getByRole("button", { name: "Suspend" }).click();
    await expect(page.getByRole("status")).toHaveText("Suspended.");
    await expect.poll(async () => (await account())?.status).toBe("suspended");
    await page.getByRole("link", { name: "Webhooks", exact: true }).click();
    await expect(page.getByRole("cell", { name: "delivered" }).first()).toBeVisible();
  });

  await test.step("makes the backend fail for one person, sees that it is on, and stops it", async () => {
    await page.getByRole("link", { name: "Fire drill", exact: true }).click();
    await page.getByRole("checkbox", { name: /^500/u }).check();
    await page.getByLabel("Only these people").fill("unlucky@example.org");
    await page.getByRole("button", { name: "Start the drill" }).click();
    await expect(page.getByText("Fire drill: a fault is on.")).toBeVisible();
    await expect(page.getByRole("cell", { name: /left, / })).toBeVisible();
    const customer = { email: "unlucky@example.org", firstName: "Ulla" };
    await expect(desk.crm("POST", "/crm/contacts", customer)).rejects.toThrow("answered 500");
    await page.getByRole("button", { name: "Stop 500" }).click();
    await expect(page.getByText("Nothing: the backend works as it should.")).toBeVisible();
    await desk.crm("POST", "/crm/contacts", customer);
  });
  await page.context().close();
});

test("the backend's pages keep nobody out, and fit a phone", async ({ browser, desk }) => {
  const { contactId, frontendUserId } = await register(desk, { firstName: "Axel", lastName: "Axe" });
  await desk.chaos({ mode: "slow", delayMs: 1, match: { email: "nobody" }, untilMs: Date.now() + 600_000 });
  const context = await browser.newContext({
    httpCredentials: { username: "staff", password: desk.apiKey },
    baseURL: new URL(desk.backendUrl).origin,
  });
  const page = await context.newPage();
  const sections = ["", "/contacts", "/users", "/bookings", "/webhooks", "/workflows", "/mails", "/drill"];
  for (const path of [...sections, `/contacts/${contactId}`, `/users/${frontendUserId}`]) {
    await test.step(path || "overview", async () => {
      await page.goto(`/backend${path}`);
      expect(await barriers(page)).toEqual([]);
      await expectWithinPhoneToo(page);
    });
  }
  await context.close();
  await desk.chaos({ mode: "ok" });
});
