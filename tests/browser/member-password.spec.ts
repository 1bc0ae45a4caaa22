import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { leftInEnglish } from "../support/catalogues";
import { expect, test, type Desk } from "../support/desk";
import { tokenIn } from "../support/members";
import { createVisitor } from "../support/visitor";
import { register } from "./people";
import { expectWithinPhone } from "./phone";

test.use({ deskOptions: {} });

const mailsTo = (desk: Desk, email: string, subject: RegExp) =>
  desk.smtp.mails.filter(
    ({ to, subject: said = "" }) => JSON.stringify(to).includes(email) && subject.test(said),
  );

async function signIn(page: Page, desk: Desk, { email, password }: { email: string; password: string }) {
  await page.goto(`${desk.url}/portal/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/portal\/dashboard$/u);
}

/** As long as it takes an open page at most to ask again who its member is, in ms. */
const LOOK_MS = 30_000;

test("somebody who has forgotten their password sets another one by mail, and is signed out everywhere else", async ({
  page,
  otherPage,
  desk,
  tolerate,
}) => {
  tolerate(/status of 4\d\d/u);
  const person = await register(desk, {});
  await otherPage.clock.install();
  await signIn(otherPage, desk, person);

  await page.goto(`${desk.url}/portal/sign-in`);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByRole("link", { name: "Forgotten, or never had one?" }).click();
  await expect(page.getByLabel("E-mail", { exact: true })).toHaveValue(person.email);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`If there is an account with ${person.email}`)).toBeVisible();
  expect(await barriers(page)).toEqual([]);

  const sent = () => mailsTo(desk, person.email, /^Set a password/u);
  await expect.poll(() => sent().length).toBe(1);
  const token = tokenIn(sent()[0]?.text) ?? "";
  await page.goto(`${desk.url}/portal/set-password#${token}`);
  await page.getByLabel("New password", { exact: true }).fill("winterregen am haff");
  await page.getByLabel("Repeat new password").fill("winterregen");
  // The token stands nowhere where somebody could read it, and a reload does not lose it.
  await expect(page).toHaveURL(`${desk.url}/portal/set-password`);
  await page.getByRole("button", { name: "Set password", exact: true }).click();
  await expect(page.getByLabel("Repeat new password")).toHaveAccessibleDescription(/two passwords differ/u);
  await page.reload();
  await page.getByLabel("New password", { exact: true }).fill("winterregen am haff");
  await page.getByLabel("Repeat new password").fill("winterregen am haff");
  expect(await barriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Set password", exact: true }).click();
  await expect(page.getByText("Your password is set. Sign in with it now.")).toBeVisible();

  await otherPage.clock.fastForward(LOOK_MS);
  await expect(otherPage.getByText(/^Your session has ended/u)).toBeVisible();
  await signIn(page, desk, { ...person, password: "winterregen am haff" });

  await otherPage.goto(`${desk.url}/portal/set-password#${token}`);
  await expect(otherPage.getByText(/^This link does not work any more/u)).toBeVisible();
  await otherPage.getByRole("link", { name: "Ask for a new link" }).click();
  await expect(otherPage.getByRole("heading", { name: "Set a password by e-mail" })).toBeVisible();
});

test.describe("in German, on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: "de-DE" });

  test("a member changes their password and signs out of other devices", async ({ page, desk, tolerate }) => {
    tolerate(/status of 400/u);
    const person = await register(desk, {});
    await page.goto(`${desk.url}/portal/sign-in`);
    await page.getByLabel("E-Mail").fill(person.email);
    await page.getByLabel("Passwort", { exact: true }).fill(person.password);
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByText("Ihr Konto ist vollständig. Alles ist verbunden.")).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    expect(await leftInEnglish(page)).toEqual([]);
    await page.getByRole("link", { name: "Passwort und Geräte" }).click();

    const devices = page.getByRole("list", { name: "Wo Sie angemeldet sind" }).getByRole("listitem");
    await expect(devices).toHaveCount(2);
    await expectWithinPhone(page);
    expect(await leftInEnglish(page)).toEqual([]);
    await expect(devices.first()).toContainText("dieses Gerät");
    await page.getByRole("button", { name: "Anderes Gerät abmelden" }).click();
    await expect(page.getByText("Auf einem Gerät abgemeldet.")).toBeVisible();
    await expect(devices).toHaveCount(1);

    const elsewhere = createVisitor(desk.url);
    await elsewhere.trpc.portal.signIn.mutate(person);
    await page.getByLabel("Jetziges Passwort", { exact: true }).fill("nicht das richtige");
    await page.getByLabel("Neues Passwort", { exact: true }).fill("sturmflut am haff");
    await page.getByLabel("Neues Passwort wiederholen").fill("sturmflut am haff");
    await page.getByRole("button", { name: "Passwort ändern" }).click();
    const current = page.getByLabel("Jetziges Passwort", { exact: true });
    await expect(current).toHaveAccessibleDescription(/Das ist nicht Ihr Passwort/u);
    await expect(current).toBeFocused();
    expect(await barriers(page)).toEqual([]);
    await current.fill(person.password);
    await page.getByRole("button", { name: "Passwort ändern" }).click();
    await expect(page.getByText(/^Ihr Passwort ist geändert; auf einem anderen Gerät/u)).toBeVisible();
    await expect(elsewhere.trpc.portal.me.query()).rejects.toThrow(/Sign in first/u);
    await expect.poll(() => mailsTo(desk, person.email, /wurde geändert/u).length).toBe(1);
  });
});

test("whoever is soft-deleted at the desk is told so by the page that they have open", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/status of 401/u);
  const person = await register(desk, {});
  await page.clock.install();
  await signIn(page, desk, person);
  const { trpc } = await desk.admin();
  await trpc.users.softDelete.mutate({ id: person.userId, reason: "asked for it" });
  await page.clock.fastForward(LOOK_MS);
  await expect(page.getByText(/^Your session has ended/u)).toBeVisible();
});

test.describe("in German", () => {
  test.use({ locale: "de-DE" });

  test("the doors of the portal speak German, whatever goes wrong, until somebody chooses English", async ({
    page,
    desk,
    tolerate,
  }) => {
    tolerate(/status of 4\d\d/u);
    await page.goto(`${desk.url}/portal/register`);
    await page.getByRole("button", { name: "Konto anlegen" }).click();
    await expect(page.getByText("Geben Sie Ihren Vornamen ein.")).toBeVisible();
    expect(await leftInEnglish(page)).toEqual([]);
    await page.goto(`${desk.url}/portal/sign-in`);
    await page.getByLabel("E-Mail").fill("niemand@praxis.example");
    await page.getByLabel("Passwort", { exact: true }).fill("irgendeines");
    await page.getByRole("button", { name: "Anmelden" }).click();
    await expect(page.getByRole("alert")).toContainText("E-Mail-Adresse oder Passwort ist falsch.");
    expect(await leftInEnglish(page)).toEqual([]);
    await page.goto(`${desk.url}/portal/set-password#nothing`);
    await expect(page.getByText(/^Dieser Link gilt nicht mehr/u)).toBeVisible();
    expect(await leftInEnglish(page)).toEqual([]);

    await page.getByRole("button", { name: "English" }).click();
    await expect(page.getByText(/^This link does not work any more/u)).toBeVisible();
  });
});
