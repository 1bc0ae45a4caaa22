import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { leftInEnglish } from "../support/catalogues";
import { expect, test, type Desk } from "../support/desk";
import { proofTokenIn } from "../support/members";
import { expectWithinPhone } from "./phone";

test.use({ deskOptions: {}, viewport: { width: 390, height: 844 }, locale: "de-DE" });

const password = "sommerregen am haff";
const person = { first: "Jördis", last: "Möllendorff", email: "joerdis@klinik-haff.example" };
const next = "j.moellendorff@klinik-haff.example";

/** The link of the mail that asks whose this mailbox is. */
async function proofTo(desk: Desk, email: string): Promise<string> {
  const asking = () =>
    desk.smtp.mails.find(
      ({ to, subject = "" }) => JSON.stringify(to).includes(email) && /bestätigen$/u.test(subject),
    );
  await expect.poll(() => proofTokenIn(asking()?.text)).not.toBeNull();
  return `${desk.url}/portal/confirm-address#${proofTokenIn(asking()?.text)}`;
}

async function expectFlawless(page: Page) {
  await expectWithinPhone(page);
  expect(await barriers(page)).toEqual([]);
  expect(await leftInEnglish(page)).toEqual([]);
}

async function signIn(page: Page, email: string) {
  await page.getByLabel("E-Mail", { exact: true }).fill(email);
  await page.getByLabel("Passwort", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Anmelden" }).click();
}

test("a member on a phone: registers, confirms the address, changes profile and address, and leaves", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/status of 4\d\d/u);

  await test.step("registers; the meter tells a password that is guessed from one that is not", async () => {
    await page.goto(`${desk.url}/portal/register`);
    await page.getByLabel("Vorname").fill(person.first);
    await page.getByLabel("Nachname").fill(person.last);
    await page.getByLabel("E-Mail").fill(person.email);
    await page.getByLabel("Passwort", { exact: true }).fill("passwort12");
    await expect(page.getByText("Leicht zu erraten: noch ein, zwei Wörter mehr")).toBeVisible();
    await page.getByLabel("Passwort", { exact: true }).fill(password);
    await expect(page.getByText(/^(?:Gut|Stark)$/u)).toBeVisible();
    await page.getByLabel("Passwort wiederholen").fill(password);
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Konto anlegen" }).click();
    await expect(page.getByRole("heading", { name: `Ist ${person.email} Ihre Adresse?` })).toBeVisible();
    await expectFlawless(page);
  });

  await test.step("sees no profile before the link is opened, which wants them signed in", async () => {
    await page.getByRole("link", { name: "Profil und E-Mail-Adresse" }).click();
    await expect(page.getByText(/^Ihr Profil erscheint hier, sobald/u)).toBeVisible();
    await expectFlawless(page);
    await page.getByRole("link", { name: "Zu Ihrem Konto" }).click();
    await page.getByRole("button", { name: "Abmelden" }).click();
    await expect(page.getByText("Sie haben sich abgemeldet.")).toBeVisible();
    await page.goto(await proofTo(desk, person.email));
    await expect(page.getByText(/^Ein Schritt noch/u)).toBeVisible();
    await expectFlawless(page);
    await page.getByRole("link", { name: "Anmelden und bestätigen" }).click();
    await signIn(page, person.email);
    await expect(page.getByText("Ihre E-Mail-Adresse ist bestätigt.")).toBeVisible();
    await expect(page).toHaveURL(`${desk.url}/portal/confirm-address`);
    await page.getByRole("link", { name: "Zu Ihrem Konto" }).click();
    await expect(page.getByRole("heading", { name: /Ihre Adresse\?$/u })).toHaveCount(0);
  });

  await test.step("changes the profile, and the CRM hears of it", async () => {
    await page.getByRole("link", { name: "Profil und E-Mail-Adresse" }).click();
    await page.getByLabel("Vorname").fill("");
    await page.getByRole("button", { name: "Profil speichern" }).click();
    await expect(page.getByLabel("Vorname")).toHaveAccessibleDescription("Geben Sie Ihren Vornamen ein.");
    await page.getByLabel("Vorname").fill("Jördis Marie");
    await page.getByLabel("Position").fill("Chefärztin");
    await page.getByRole("button", { name: "Profil speichern" }).click();
    await expect(page.getByText("Gespeichert. Das System der Geschäftsstelle weiß es auch.")).toBeVisible();
    await expectFlawless(page);
  });

  await test.step("meets a field that the office has taken over meanwhile: the text stays, and the rest is saved", async () => {
    const phone = page.getByLabel("Telefon");
    await phone.fill("030 1234567");
    await page.getByLabel("Beruf").fill("Internistin");
    const { trpc } = await desk.admin();
    const { version, settings } = await trpc.settings.get.query();
    const fieldOwnership = { ...settings.fieldOwnership, phone: "crm" as const };
    await trpc.settings.update.mutate({ version, settings: { ...settings, fieldOwnership } });
    await page.getByRole("button", { name: "Profil speichern" }).click();
    await expect(phone).toHaveAccessibleDescription(
      /^Das kann (?:jetzt )?nur unsere Geschäftsstelle ändern\./u,
    );
    await expect(phone).toHaveValue("030 1234567");
    await expectFlawless(page);
    await page.getByRole("button", { name: "Meine Änderung zurücknehmen" }).click();
    await expect(phone).toHaveJSProperty("readOnly", true);
    await page.getByRole("button", { name: "Profil speichern" }).click();
    await expect(page.getByText("Gespeichert. Das System der Geschäftsstelle weiß es auch.")).toBeVisible();
    await expectFlawless(page);
  });

  await test.step("changes the address: the old one counts until the new one is confirmed", async () => {
    await page.getByLabel("Neue E-Mail-Adresse").fill(next);
    await page.getByLabel("Ihr Passwort", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Adresse ändern" }).click();
    await expect(page.getByText(`${next} wird Ihre Adresse, sobald`)).toBeVisible();
    await expectFlawless(page);
    await page.goto(await proofTo(desk, next));
    await expect(page.getByText(`${next} ist jetzt Ihre E-Mail-Adresse.`)).toBeVisible();
    const { trpc } = await desk.admin();
    const row = async () => (await trpc.users.list.query({ query: next })).rows[0]?.state;
    await expect.poll(row).toBe("linked");
  });

  await test.step("deletes the account, and cannot sign in any more", async () => {
    await page.getByRole("link", { name: "Zu Ihrem Konto" }).click();
    await page.getByRole("link", { name: "Passwort und Geräte" }).click();
    await page.getByRole("link", { name: "Konto löschen …" }).click();
    await page.getByLabel("Ihr Passwort", { exact: true }).fill(password);
    await page.getByLabel(/^Geben Sie das Wort/u).fill("ja");
    await page.getByRole("button", { name: "Konto löschen" }).click();
    await expect(page.getByLabel(/^Geben Sie das Wort/u)).toBeFocused();
    await expectFlawless(page);
    await page.getByLabel(/^Geben Sie das Wort/u).fill("Löschen");
    await page.getByRole("button", { name: "Konto löschen" }).click();
    await expect(page.getByRole("heading", { name: "Ihr Konto ist gelöscht" })).toBeVisible();
    await expectFlawless(page);
    await page.goto(`${desk.url}/portal/sign-in`);
    await signIn(page, next);
    await expect(page.getByRole("alert")).toContainText("E-Mail-Adresse oder Passwort ist falsch.");
  });
});
