import { Secret, TOTP } from "otpauth";
import { expect, test } from "../support/desk";
import type { Page } from "@playwright/test";
import { expectWithinPhone } from "./phone";

test.use({ deskOptions: {} });

const password = "quiet lantern over harbour";
const enter = async (page: Page, email: string) => {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
};

test("somebody is invited, joins, sets up a second factor, signs in by it, and is shut out at once", async ({
  page,
  otherPage: joan,
  desk,
  tolerate,
}) => {
  await desk.signIn(page);
  await page.goto(`${desk.url}/settings`);
  await page.getByRole("link", { name: "Operators" }).click();
  await page.getByRole("button", { name: "Invite operator" }).click();
  const invite = page.getByRole("dialog", { name: "Invite operator" });
  await invite.getByLabel("E-mail").fill("joan@desk.example");
  await invite.getByLabel("Role").selectOption("support");
  await invite.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByLabel("Invitation link", { exact: true }).textContent();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("region", { name: "Invited" })).toContainText("joan@desk.example");

  await test.step("they choose their own password, not one that is easily guessed", async () => {
    tolerate(/400 \(Bad Request\)/u);
    await joan.goto(link ?? "");
    await joan.getByLabel("Name").fill("Joan Gable");
    await joan.getByLabel("Password").fill("password1234");
    await joan.getByRole("button", { name: "Join and sign in" }).click();
    await expect(joan.getByText(/easily guessed/u)).toBeVisible();
    await joan.getByLabel("Password").fill(password);
    await joan.getByRole("button", { name: "Join and sign in" }).click();
    await expect(joan.getByRole("heading", { name: "Overview", exact: true })).toBeVisible();
  });

  const app = await test.step("they set up an app, and keep the recovery codes", async () => {
    await joan.getByRole("button", { name: "Account of Joan Gable" }).click();
    await joan.getByRole("menuitem", { name: "Your account" }).click();
    await joan.getByRole("button", { name: "Set up a second factor" }).click();
    const dialog = joan.getByRole("dialog", { name: "Set up a second factor" });
    await dialog.getByRole("button", { name: "Show the picture for the app" }).click();
    await expect(dialog.getByAltText("QR code for the authenticator app")).toBeVisible();
    const secret = (await dialog.getByLabel("Secret", { exact: true }).textContent()) ?? "";
    const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) });
    await dialog.getByLabel("Code of the app").fill(totp.generate());
    await dialog.getByRole("button", { name: "Turn on" }).click();
    const codes = (await dialog.getByLabel("Recovery codes", { exact: true }).textContent()) ?? "";
    await dialog.getByRole("button", { name: "I have kept them" }).click();
    await expect(joan.getByText("10 recovery codes are left.")).toBeVisible();
    return { recoveryCode: codes.split("\n")[0] ?? "" };
  });

  await test.step("without the phone, a recovery code lets them in", async () => {
    tolerate(/412 \(Precondition Failed\)/u);
    await joan.getByRole("button", { name: "Account of Joan Gable" }).click();
    await joan.getByRole("menuitem", { name: "Sign out" }).click();
    await enter(joan, "joan@desk.example");
    await joan.getByLabel("Code", { exact: true }).fill("000000");
    await joan.getByRole("button", { name: "Sign in" }).click();
    await expect(joan.getByText("This code is wrong.")).toBeVisible();
    await joan.getByLabel("Code", { exact: true }).fill(app.recoveryCode);
    await joan.getByRole("button", { name: "Sign in" }).click();
    await expect(joan.getByRole("heading", { name: "Overview", exact: true })).toBeVisible();
  });

  await test.step("the admin sees them, and disables them: their next page is the door", async () => {
    tolerate(/401 \(Unauthorized\)/u);
    await page.reload();
    const row = page.getByRole("row", { name: /Joan Gable/u });
    await expect(row).toContainText("support");
    await expect(row.getByText("on", { exact: true })).toBeVisible();
    await row.getByRole("button", { name: "Actions for Joan Gable" }).click();
    await page.getByRole("menuitem", { name: "Disable" }).click();
    const dialog = page.getByRole("dialog", { name: "Disable Joan Gable" });
    await dialog.getByRole("textbox", { name: /Reason/u }).fill("Left the team.");
    await dialog.getByRole("button", { name: "Disable" }).click();
    await expect(row).toContainText("disabled");
    // Not a click: something that asked by itself may have led them there already.
    await joan.goto(`${desk.url}/users`);
    await expect(joan.getByRole("heading", { name: "Sign in to Tandem" })).toBeVisible();
  });
});

test("operators and one's own account fit a phone", async ({ page, desk }) => {
  await desk.signIn(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.url}/settings/operators`);
  await expect(page.getByRole("row", { name: /Ada Admin/u })).toBeVisible();
  await expectWithinPhone(page);
  await page.goto(`${desk.url}/account`);
  await expect(page.getByRole("list", { name: "Sessions" })).toContainText("this one");
  await expectWithinPhone(page);
});
