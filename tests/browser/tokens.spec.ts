import { barriers } from "../support/barriers";
import { expect, test } from "../support/desk";
import { runFile } from "../support/command";

test.use({ deskOptions: {} });

test("an API token is made, works on the command line, is seen in the audit, is revoked, and works no more", async ({
  page,
  desk,
}) => {
  await desk.signIn(page);
  await page.goto(`${desk.url}/settings`);
  await page.getByRole("link", { name: "API tokens" }).click();
  const make = page.getByRole("button", { name: "Make a token" }).first();
  await make.press("Enter");
  await test.step("whoever thinks better of it is back where they were", async () => {
    await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(make).toBeFocused();
    await page.keyboard.press("Enter");
  });

  const secret = await test.step("it is named, and is for no more than was chosen", async () => {
    const dialog = page.getByRole("dialog", { name: "Make a token" });
    await dialog.getByRole("textbox", { name: "Name" }).fill("nightly sweep");
    await dialog.getByLabel("Good for").selectOption("30 days");
    await expect(dialog.getByRole("button", { name: "Make a token" })).toBeDisabled();
    await dialog.getByLabel("See sweeps").check();
    await dialog.getByLabel("Start and decide sweeps").check();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make a token" }).click();
    const made = page.getByRole("dialog", { name: "Copy the token now" });
    await expect(made).toBeVisible();
    expect(await barriers(page)).toEqual([]);
    const shown = (await made.getByLabel("Token", { exact: true }).textContent()) ?? "";
    await made.getByRole("button", { name: "I have kept it" }).click();
    return shown;
  });
  const row = page.getByRole("row", { name: /nightly sweep/u });
  await expect(row).toContainText("See sweeps, Start and decide sweeps");
  await expect(row).not.toContainText(secret);
  expect(await barriers(page)).toEqual([]);

  const tandem = (...args: string[]) =>
    runFile("server/cli.ts", args, { TANDEM_URL: desk.url, TANDEM_TOKEN: secret });
  await test.step("the command line asks with it", async () => {
    expect(await tandem("sweeps", "start", "changes")).toMatchObject({ code: 0, stderr: "" });
    expect(await tandem("users", "list")).toMatchObject({ code: 3 });
    await page.goto(`${desk.url}/audit?action=reconcile`);
    const event = page.getByRole("row", { name: /Ada Admin.*by token nightly sweep/u });
    await expect(event).toBeVisible();
  });

  await test.step("and is refused once it is revoked", async () => {
    await page.goto(`${desk.url}/settings/tokens`);
    await expect(row).toContainText("from 127.0.0.1");
    await row.getByRole("button", { name: "Revoke nightly sweep" }).click();
    await page
      .getByRole("dialog", { name: "Revoke nightly sweep?" })
      .getByRole("button", { name: "Revoke" })
      .click();
    await expect(row).toContainText("revoked");
    expect(await tandem("sweeps", "list")).toMatchObject({
      ...{ code: 3, stderr: "This API token is not valid.\n" },
    });
  });
});
