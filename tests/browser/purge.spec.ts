import { readFile } from "node:fs/promises";
import { fromBufferPromise } from "yauzl";
import { barriers } from "../support/barriers";
import { expect, test, webhookSecret } from "../support/desk";
import { signedWebhook } from "../support/webhook";
import { register } from "./people";

test.use({ deskOptions: {} });

test("somebody asks what is kept of them and then to be forgotten: the file, the two warnings, and nothing left", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/status of 404/u);
  const dora = await register(desk, { title: "", firstName: "Dora", lastName: "Abel" });
  await desk.signIn(page);
  await page.goto(`${desk.url}/users/${dora.userId}`);
  const commands = page.getByRole("toolbar", { name: "Commands" });

  await test.step("an admin takes along everything about her", async () => {
    await commands.getByRole("button", { name: "More actions" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Export person" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^person-[a-z0-9]+\.zip$/u);
    const zip = await fromBufferPromise(await readFile(await file.path()));
    const names: string[] = [];
    for await (const { fileName } of zip.eachEntry()) names.push(fileName);
    expect(names).toEqual(["person.json", "README.txt"]);
  });

  await test.step("soft-deleted she can come back for 30 days, and the page says until when", async () => {
    await commands.getByRole("button", { name: "Soft-delete" }).click();
    const dialog = page.getByRole("dialog", { name: "Soft-delete Dora Abel" });
    await dialog.getByRole("textbox", { name: "Reason" }).fill("She asked to be forgotten");
    await dialog.getByRole("button", { name: "Soft-delete" }).click();
    await expect(
      page.getByText(/^Can be restored until .+, in 30 days\. Then everything personal/u),
    ).toBeVisible();
    expect(await barriers(page)).toEqual([]);
  });

  await test.step("purged at once only after two warnings and her address typed by hand", async () => {
    await commands.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Purge" }).click();
    const dialog = page.getByRole("dialog", { name: "Purge Dora Abel" });
    await expect(dialog).toContainText("the contact in the CRM, with bookings and mail");
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Go on" }).click();
    await expect(dialog).toContainText("Last warning");
    const purge = dialog.getByRole("button", { name: "Purge for good" });
    await expect(purge).toBeDisabled();
    await dialog.getByRole("textbox").fill(dora.email);
    expect(await barriers(page)).toEqual([]);
    await purge.click();
    await expect(dialog).toBeHidden();
  });

  await test.step("nobody finds her any more, and her page says why", async () => {
    await expect(page.getByText(/This person was purged on \d{4}-\d\d-\d\d/u)).toBeVisible();
    await page.goto(`${desk.url}/users?q=${encodeURIComponent(dora.email)}`);
    await expect(page.getByText("Nobody matches")).toBeVisible();
    await page.goto(`${desk.url}/users/${dora.userId}`);
    await expect(page.getByText(/Nothing is left to restore/u)).toBeVisible();
  });

  await test.step("a contact without a row, of which a webhook told, is forgotten by its ID", async () => {
    const data = { contactId: "obj_nobody", email: "nobody@klinik.example" };
    const told = signedWebhook(webhookSecret, { type: "contact.deleted", at: Date.now(), data });
    await fetch(`${desk.url}/api/webhooks/backend-sync`, told);
    await page.goto(`${desk.url}/users/obj_nobody`);
    await expect(page.getByText(/^Tandem has no row for the CRM contact obj_nobody/u)).toBeVisible();
    await page.getByRole("button", { name: "Purge" }).click();
    const dialog = page.getByRole("dialog", { name: "Purge contact obj_nobody" });
    await dialog.getByRole("button", { name: "Go on" }).click();
    await dialog.getByRole("textbox").fill("obj_nobody");
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Purge for good" }).click();
    await expect(page.getByText(/This person was purged on/u)).toBeVisible();
  });
});
