import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test } from "../support/desk";
import { proofTokenIn } from "../support/members";
import { register } from "./people";
import { expectWithinPhone } from "./phone";

test.use({ deskOptions: {} });

const password = "sommerregen am haff";

async function expectOpenToAll(page: Page) {
  expect(await barriers(page)).toEqual([]);
  await expectWithinPhone(page);
}

test("a member books by the keyboard while the backend stumbles, reloads, and it is one booking", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/status of 401/u);
  const { email } = await register(desk, { password, passwordAgain: password });
  await page.goto(`${desk.url}/portal/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "All events" }).click();
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
  await expect(page.getByText("Full", { exact: true }).first()).toBeVisible();
  await expectOpenToAll(page);

  await page.getByRole("link", { name: "Wundtag Ueckermünde" }).first().click();
  await page.getByRole("radio", { name: /Ärztinnen und Ärzte/u }).focus();
  const event = page.url();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByRole("checkbox", { name: /Mittagsbuffet/u })).toBeChecked();
  await expectOpenToAll(page);
  await desk.chaos({ mode: "error" });
  await page.getByRole("button", { name: "Book for €117.00" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Your booking is under way" })).toBeVisible();
  await expectOpenToAll(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your booking is under way" })).toBeVisible();
  await desk.chaos({ mode: "ok" });
  await expect(page.getByRole("heading", { name: "Your place is booked" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("WUND-000001")).toBeVisible();
  await expectOpenToAll(page);

  await page.getByRole("link", { name: "See your bookings" }).click();
  const bookings = page.getByRole("region", { name: "Your bookings" });
  await expect(bookings.getByText("Your ticket: WUND-000001")).toBeVisible();
  await expect(bookings.getByRole("listitem")).toHaveCount(1);
  await expectOpenToAll(page);
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(event);
  await expect(page.getByText("You have booked this event already")).toBeVisible();
});

test("a guest books on the phone, registers later, and finds the booking once the mailbox is theirs", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/status of 401/u);
  const email = "gerda.gast@praxis.example";
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.url}/portal`);
  await page.getByRole("link", { name: "See the upcoming events" }).click();
  await page.getByRole("link", { name: "Kollegenabend am Hafen" }).first().click();
  await page.getByRole("button", { name: "Book for free" }).click();
  await expect(page.getByLabel("First name")).toBeFocused();
  await expectOpenToAll(page);
  await page.getByLabel("First name").fill("Gerda");
  await page.getByLabel("Last name").fill("Gast");
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Book for free" }).click();
  await expect(page.getByRole("heading", { name: "Your place is booked" })).toBeVisible();
  await expect(page.getByText(email, { exact: true })).toBeVisible();
  const ticket = (await page.getByText(/^ABEND-\d+$/u).innerText()).trim();
  await expectOpenToAll(page);

  await page.getByRole("link", { name: "Register" }).click();
  await page.getByLabel("First name").fill("Gerda");
  await page.getByLabel("Last name").fill("Gast");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Repeat password").fill(password);
  await page.getByRole("checkbox", { name: /^I accept/u }).check();
  await page.getByRole("button", { name: "Create account" }).click();
  const bookings = page.getByRole("region", { name: "Your bookings" });
  await expect(bookings.getByText(/^What you book here shows at once, and for thirty days/u)).toBeVisible();

  const proof = () =>
    desk.smtp.mails
      .filter(({ to }) => JSON.stringify(to).includes(email))
      .map(({ text }) => proofTokenIn(text))
      .find((token) => token !== null);
  await expect.poll(proof).toBeTruthy();
  await page.goto(`${desk.url}/portal/confirm-address#${proof()}`);
  await expect(page.getByText(/^Your e-mail address is confirmed/u)).toBeVisible();
  await page.goto(`${desk.url}/portal/dashboard`);
  await expect(bookings.getByText(`Your ticket: ${ticket}`)).toBeVisible();
  await expectOpenToAll(page);
});
