import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, type Desk } from "../support/desk";
import { register, welcomesTo } from "./people";

test.use({ deskOptions: { storeApart: true } });

const password = "sommerregen am haff";
type Typed = { firstName: string; lastName: string; email: string };

const submit = (page: Page) => page.getByRole("button", { name: "Create account" });
const terms = (page: Page) => page.getByRole("checkbox", { name: /^I accept/u });

async function fillIn(page: Page, url: string, { firstName, lastName, email }: Typed) {
  await page.goto(`${url}/portal/register`);
  await page.getByLabel("First name").fill(firstName);
  await page.getByLabel("Last name").fill(lastName);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Repeat password").fill(password);
  await terms(page).check();
}

/** The person's drawer in the console. */
async function inConsole(page: Page, desk: Desk, email: string) {
  await desk.signIn(page);
  await page.goto(`${desk.url}/users?q=${encodeURIComponent(email)}`);
  await page.getByRole("row").getByText(email).click();
  return page.getByRole("dialog");
}

test.describe("registering", () => {
  test("when both sides answer, both IDs are on the dashboard, and the console shows the same", async ({
    page,
    desk,
    otherPage,
  }) => {
    const email = "beide.seiten@praxis.example";
    await fillIn(page, desk.url, { firstName: "Beate", lastName: "Beidseits", email });
    await page.getByLabel("Salutation").selectOption("Frau");
    await page.getByLabel("Phone").fill("0151 23456789");
    await submit(page).click();
    await expect(page).toHaveURL(/\/portal\/dashboard$/u);
    await expect(page.getByRole("heading", { name: "Hello, Beate Beidseits" })).toBeVisible();
    const ids = [
      await page.getByTitle(/^frontend_user_/u).innerText(),
      await page.getByTitle(/^obj_/u).innerText(),
    ];
    const drawer = await inConsole(otherPage, desk, email);
    for (const id of ids) await expect(drawer.getByTitle(id.trim()).first()).toBeVisible();
    await expect(drawer).toContainText("linked");
    await expect.poll(() => welcomesTo(desk, email).length).toBe(1);
  });

  test("an e-mail that is taken is an error beside its field, and everything typed is kept", async ({
    page,
    desk,
    tolerate,
  }) => {
    tolerate(/status of 409/u);
    const { email } = await register(desk, {});
    await fillIn(page, desk.url, { firstName: "Doppelt", lastName: "Gemoppelt", email: email.toUpperCase() });
    await submit(page).click();
    const field = page.getByLabel("E-mail");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/account/iu);
    await expect(field).toBeFocused();
    await expect(field).toHaveValue(email.toUpperCase());
    await expect(page.getByLabel("First name")).toHaveValue("Doppelt");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue(password);
    await expect(terms(page)).toBeChecked();
    await page.getByRole("link", { name: "Go to sign-in" }).click();
    await expect(page.getByLabel("E-mail")).toHaveValue(email.toUpperCase());
  });

  test("nobody is corrected before they have left the field", async ({ page, desk }) => {
    await page.goto(`${desk.url}/portal/register`);
    const email = page.getByLabel("E-mail");
    await email.pressSequentially("anna@");
    await expect(email).not.toHaveAttribute("aria-invalid", "true");
    await page.keyboard.press("Tab");
    await expect(email).toHaveAttribute("aria-invalid", "true");
    await expect(email).toHaveAccessibleDescription(/full e-mail address/u);
    await email.fill("anna@praxis.example");
    await expect(email).not.toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("First name").focus();
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("First name")).not.toHaveAttribute("aria-invalid", "true");
  });

  test("an error that appears when a field is left does not swallow the click on the terms", async ({
    page,
    desk,
  }) => {
    await page.goto(`${desk.url}/portal/register`);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByLabel("Repeat password").fill("winterregen am haff");
    await terms(page).scrollIntoViewIfNeeded();
    const box = await terms(page).boundingBox();
    await page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + 8);
    await page.mouse.down();
    await page.mouse.up();
    await expect(page.getByLabel("Repeat password")).toHaveAccessibleDescription(/two passwords differ/u);
    await expect(terms(page)).toBeChecked();
  });

  test("what is missing is said at once and the first of it gets the focus", async ({ page, desk }) => {
    await page.goto(`${desk.url}/portal/register`);
    await submit(page).click();
    await expect(page.getByLabel("First name")).toBeFocused();
    await expect(page.getByLabel("First name")).toHaveAccessibleDescription("Enter your first name.");
    await expect(page.getByText(/^\d fields need your attention\.$/u)).toBeVisible();
  });
});

test("whoever was invited finds the form filled in, in the name and colour of who invites, becomes the contact that waited, and need not confirm the address", async ({
  page,
  desk,
  otherPage,
}) => {
  const email = "erwartet@praxis.example";
  const known = { email, firstName: "Erna", lastName: "Erwartet" };
  const { id } = (await desk.crm("POST", "/crm/contacts", known)) as { id: string };
  const { trpc } = await desk.admin();
  const row = async () => (await trpc.users.list.query({ query: email })).rows[0];
  await expect.poll(async () => (await row())?.contactId).toBe(id);
  const { path } = await trpc.users.invite.mutate({ id, reason: "Asked for an account." });
  // A colour that could not be read on white as it is.
  const academy = { name: "Haff-Akademie", color: "#ffd400", termsUrl: "https://haff.example/terms" };
  const { version, settings } = await trpc.settings.get.query();
  const organization = { ...settings.organization, ...academy };
  await trpc.settings.update.mutate({ version, settings: { ...settings, organization } });

  await page.goto(`${desk.url}${path}`);
  await expect(page.getByText(/^You were invited/u)).toBeVisible();
  await expect(page.getByText(/^Your account with Haff-Akademie/u)).toBeVisible();
  await expect(page.getByRole("link", { name: "terms of use" })).toHaveAttribute("href", academy.termsUrl);
  expect(await barriers(page)).toEqual([]);
  await expect(page.getByLabel("First name")).toHaveValue("Erna");
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByLabel("Repeat password").fill(password);
  await terms(page).check();
  await submit(page).click();
  await expect(page.getByRole("heading", { name: "Hello, Erna Erwartet" })).toBeVisible();
  await expect(page.getByTitle(id)).toBeVisible();
  await expect(page.getByRole("heading", { name: /your address\?$/u })).toHaveCount(0);
  const drawer = await inConsole(otherPage, desk, email);
  await expect(drawer).toContainText("linked");
});

test.describe("the backend in trouble", () => {
  test.afterEach(async ({ desk }) => desk.chaos({ mode: "ok" }));

  test("slow: the dashboard comes before the backend has answered, says what waits, and completes by itself", async ({
    page,
    desk,
  }) => {
    const email = "langsam@praxis.example";
    await fillIn(page, desk.url, { firstName: "Lars", lastName: "Langsam", email });
    await desk.chaos({ mode: "slow", delayMs: 5_000, match: { email } });
    await submit(page).click();
    await expect(page).toHaveURL(/\/portal\/dashboard\?warning=backend_sync_pending$/u);
    await expect(page.getByRole("heading", { name: /One step remains/u })).toBeVisible();
    await expect(page.getByText("Not there yet")).toHaveCount(2);
    await desk.chaos({ mode: "ok" });
    await expect(page.getByText("Your account is complete.")).toBeVisible();
    await expect(page.getByTitle(/^obj_/u)).toBeVisible();
    await expect(page).toHaveURL(/\/portal\/dashboard$/u);
  });

  test("down: the member asks again themselves, signs out, and is linked when they next sign in", async ({
    page,
    desk,
  }) => {
    const email = "naechstes.mal@praxis.example";
    await fillIn(page, desk.url, { firstName: "Nele", lastName: "Nachher", email });
    await desk.chaos({ mode: "down", match: { email } });
    await submit(page).click();
    await expect(page.getByRole("heading", { name: /One step remains/u })).toBeVisible();
    await page.getByRole("button", { name: "Try again now" }).click();
    await expect(page.getByText(/^A new attempt was started at/u)).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByText("You have signed out.")).toBeVisible();

    await desk.chaos({ mode: "ok" });
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("Your account is complete.")).toBeVisible();
    await expect(page.getByTitle(/^obj_/u)).toBeVisible();
  });

  test("asking for patience: the page says that nothing needs to be done, and the account is linked by itself", async ({
    page,
    desk,
    otherPage,
  }) => {
    const email = "ausfall@praxis.example";
    await fillIn(page, desk.url, { firstName: "Alma", lastName: "Ausfall", email });
    // Tandem waits at least as long as it is told, so the second attempt comes after the trouble is over.
    await desk.chaos({ mode: "rate_limited", retryAfterS: 3, match: { email } });
    await submit(page).click();
    await expect(page).toHaveURL(/warning=backend_sync_pending/u);
    await desk.chaos({ mode: "ok" });
    await expect(page.getByText("Nothing. This finishes by itself")).toBeVisible();
    await expect(page.getByText("Your account is complete.")).toBeVisible();
    const drawer = await inConsole(otherPage, desk, email);
    await expect(drawer).toContainText("Both sides exist, point at each other, and agree.");
  });
});

test.describe("signing in", () => {
  test("somebody who is suspended is refused, with words", async ({ page, desk, tolerate }) => {
    tolerate(/status of 40[13]/u);
    const person = await register(desk, {});
    await page.goto(`${desk.url}/portal/sign-in`);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/portal\/dashboard$/u);

    await desk.crm("PATCH", `/frontend-users/${person.frontendUserId}`, { status: "suspended" });
    const visitor = await desk.admin();
    const status = async () => (await visitor.trpc.users.get.query({ id: person.userId })).user?.status;
    await expect.poll(status).toBe("suspended");
    await page.reload();
    await expect(page.getByText(/session has ended|signed out/iu).first()).toBeVisible();
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText(/suspended/iu);
    await expect(page).toHaveURL(/\/portal\/sign-in/u);
  });

  test("a wrong password is refused without saying which of the two was wrong", async ({
    page,
    desk,
    tolerate,
  }) => {
    tolerate(/status of 401/u);
    const person = await register(desk, {});
    await page.goto(`${desk.url}/portal/sign-in`);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText(/e-mail.*password/iu);
    await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  });
});

test("with the store away nothing is saved, the page says so and keeps the form; back again, the same click works", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/status of 503/u);
  const email = "wolke.weg@praxis.example";
  await fillIn(page, desk.url, { firstName: "Wolke", lastName: "Weg", email });
  await desk.stopStore();
  await submit(page).click();
  await expect(page.getByRole("alert")).toContainText(/^Nothing was saved/u);
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expect(page.getByLabel("Repeat password")).toHaveValue(password);
  await expect(terms(page)).toBeChecked();

  await desk.startStore();
  await submit(page).click();
  await expect(page).toHaveURL(/\/portal\/dashboard/u);
  await expect(page.getByText("Your account is complete.")).toBeVisible();
});
