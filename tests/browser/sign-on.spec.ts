import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test } from "../support/desk";

test.use({ deskOptions: { signOn: true } });

const email = "sam@desk.example";
const atProvider = { email, email_verified: true, name: "Sam Siegel" };
const password = "nine marble elephants waltz";
const continues = (page: Page) => page.getByRole("button", { name: "Continue with Desk ID" }).click();

test("somebody comes in by the identity provider, confirms there who they are, and is given a password by an admin", async ({
  page,
  otherPage: sam,
  desk,
  tolerate,
}) => {
  tolerate(/401 \(Unauthorized\)|403 \(Forbidden\)|412 \(Precondition Failed\)/u);
  const { idp } = desk;
  idp?.accounts.set("sam", atProvider);
  idp?.accounts.set("stranger", { ...atProvider, email: "stranger@desk.example" });
  const admin = await desk.admin();
  const { token } = await admin.trpc.operators.invite.mutate({ email, role: "admin" });

  await test.step("nobody who is not invited", async () => {
    await sam.goto(`${desk.url}/users?state=failed`);
    await continues(sam);
    await sam.getByRole("link", { name: "stranger" }).click();
    await expect(sam.getByText(/Nobody with your e-mail address is invited here/u)).toBeVisible();
    expect(await barriers(sam)).toEqual([]);
    expect(new URL(sam.url()).search).toBe("");
    await sam.context().clearCookies();
  });

  await test.step("who is invited comes to the screen they wanted", async () => {
    idp?.forge((claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1_000) - 3_600 }));
    await sam.goto(`${desk.url}/invited#${token}`);
    await expect(sam.getByRole("button", { name: "Continue with Desk ID" })).toBeVisible();
    await sam.goto(`${desk.url}/users?state=failed`);
    await continues(sam);
    await sam.getByRole("link", { name: "sam" }).click();
    await expect(sam).toHaveURL(`${desk.url}/users?state=failed`);
    idp?.forge(null);
  });

  await test.step("they gave their password there an hour ago, so they give it once more, in a window of its own", async () => {
    await sam.goto(`${desk.url}/settings/operators`);
    await sam.getByRole("button", { name: "Invite operator" }).click();
    const invite = sam.getByRole("dialog", { name: "Invite operator" });
    await invite.getByLabel("E-mail").fill("joan@desk.example");
    await invite.getByRole("button", { name: "Make the link" }).click();
    const confirm = sam.getByRole("dialog", { name: "Confirm that it is you" });
    await expect(confirm.getByLabel("Password")).toBeHidden();
    expect(await barriers(sam)).toEqual([]);
    const opened = sam.waitForEvent("popup");
    await confirm.getByRole("button", { name: "Confirm with Desk ID" }).click();
    const popup = await opened;
    const closed = popup.waitForEvent("close");
    await popup.getByRole("link", { name: "sam" }).click();
    await closed;
    await expect(sam.getByLabel("Invitation link", { exact: true })).toBeVisible();
    await sam.getByRole("button", { name: "Done" }).click();
  });

  const link = await test.step("an admin makes them a link for a password", async () => {
    await desk.signIn(page);
    await page.goto(`${desk.url}/settings/operators`);
    await expect(page.getByRole("row", { name: /Sam Siegel/u })).toContainText("SSO");
    await page.getByRole("button", { name: "Actions for Sam Siegel" }).click();
    await page.getByRole("menuitem", { name: "Make reset link" }).click();
    const dialog = page.getByRole("dialog", { name: "Make a reset link for Sam Siegel" });
    await dialog.getByLabel("Good for").selectOption("24 hours");
    await dialog.getByRole("textbox", { name: /Reason/u }).fill("The provider is moved next week.");
    await dialog.getByRole("button", { name: "Make the link" }).click();
    return page.getByLabel("Reset link", { exact: true }).textContent();
  });

  await test.step("behind it they choose one, and sign in with it", async () => {
    await sam.goto(link ?? "");
    await expect(sam.getByLabel("Password")).toBeVisible();
    expect(await barriers(sam)).toEqual([]);
    await sam.getByLabel("Password").fill(password);
    await sam.getByRole("button", { name: "Choose password" }).click();
    await expect(sam.getByText("Your new password holds.")).toBeVisible();
    await sam.getByLabel("E-mail").fill(email);
    await sam.getByLabel("Password").fill(password);
    await sam.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(sam.getByRole("heading", { name: "Overview", exact: true })).toBeVisible();
  });
});
