import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, type Desk } from "../support/desk";
import { createVisitor } from "../support/visitor";
import { crowd, importAccounts } from "./people";

test.use({ deskOptions: {} });

const login = { email: "otto@desk.example", password: "quiet lantern over harbour" };
const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
const approval = (page: Page) => page.getByRole("region", { name: "Approval" });
const runs = (page: Page) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /^Runs/u });

/** Runs over five people that take something away need two admins, and there are two. */
async function prepare(desk: Desk): Promise<void> {
  await importAccounts(desk, crowd(12));
  const { trpc } = await desk.admin();
  const { version, settings } = await trpc.settings.get.query();
  const approval = { ...settings.approval, over: 5 };
  await trpc.settings.update.mutate({ version, settings: { ...settings, approval } });
  const { token } = await trpc.operators.invite.mutate({ email: login.email, role: "admin" });
  const otto = createVisitor(desk.url);
  await otto.trpc.session.acceptInvite.mutate({ token, name: "Otto Other", password: login.password });
}

/** Asks for everybody to be soft-deleted, as far as the dialog goes. */
async function ask(page: Page, desk: Desk, name: string): Promise<void> {
  await page.goto(`${desk.url}/users?state=convex_only`);
  const rows = page.getByRole("grid", { name: "Users" }).getByRole("row");
  await rows.nth(1).getByRole("checkbox").click();
  await page.getByRole("button", { name: /^Select all \d+ that match/u }).click();
  await page.getByRole("button", { name: /^Soft-delete/u }).click();
  const asked = dialog(page, /^Soft-delete 12 users/u);
  await expect(asked).toContainText("this run needs a second admin");
  await asked.getByLabel("Name of the run").fill(name);
  await asked.getByLabel("Reason").fill("The clinic has closed.");
  await asked.getByLabel(/^Type 12/u).fill("12");
  await asked.getByRole("button", { name: "Ask for approval: Soft-delete 12 users" }).click();
  await expect(page.getByText("Waits for a second admin")).toBeVisible();
}

test("a large run waits for a second admin, who looks at its plan and approves it", async ({
  page,
  otherPage: other,
  desk,
}) => {
  await prepare(desk);
  await desk.signIn(page);
  await ask(page, desk, "Clinic closed");

  await test.step("who asked can look at it and take it back, but not approve it", async () => {
    await runs(page).click();
    await page.getByRole("link", { name: /^Waiting for approval/u }).click();
    await page.getByRole("link", { name: "Clinic closed", exact: true }).click();
    await expect(approval(page)).toContainText("another admin has to decide");
    await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
    await approval(page).getByRole("button", { name: "Withdraw" }).press("Enter");
    await expect(approval(page)).toContainText("Ada Admin withdrew it");
    await expect(approval(page).getByRole("list")).toBeFocused();
  });

  await ask(page, desk, "Clinic closed, again");
  await other.goto(`${desk.url}/sign-in`);
  await other.getByLabel("E-mail").fill(login.email);
  await other.getByLabel("Password").fill(login.password);
  await other.getByRole("button", { name: "Sign in" }).click();

  await test.step("the other finds it counted beside Runs, and by the palette", async () => {
    await expect(runs(other)).toContainText("1 to approve");
    await other.keyboard.press("Control+k");
    await other.getByRole("combobox", { name: "Commands" }).fill("approve");
    await other.getByRole("option", { name: /Clinic closed, again/u }).click();
    await expect(approval(other)).toContainText("Ada Admin asks for your approval.");
    await expect(approval(other)).toContainText("12Soft-delete");
    expect(await barriers(other)).toEqual([]);
  });

  await test.step("what they reject says why to who asked", async () => {
    await approval(other).getByRole("button", { name: "Reject" }).click();
    const why = dialog(other, "Reject this run");
    await why.getByLabel("Reason").fill("Ask the doctors first.");
    await why.getByRole("button", { name: "Reject this run" }).click();
    await expect(approval(other)).toContainText("Otto Other rejected it: “Ask the doctors first.”");
    await expect(approval(other).getByRole("list")).toBeFocused();
  });

  await ask(page, desk, "Clinic closed, doctors asked");
  await test.step("what they approve starts, and its page says who did", async () => {
    await expect(runs(other)).toContainText("1 to approve");
    await runs(other).click();
    await other.getByRole("link", { name: /^Waiting for approval/u }).click();
    await other.getByRole("link", { name: "Clinic closed, doctors asked", exact: true }).click();
    await approval(other).getByRole("button", { name: "Approve" }).focus();
    await other.keyboard.press("Enter");
    const agree = dialog(other, "Approve this run");
    await expect(agree).toContainText("The clinic has closed.");
    expect(await barriers(other)).toEqual([]);
    await agree.getByRole("button", { name: "Approve: Soft-delete 12 users" }).click();
    await expect(approval(other)).toContainText("Otto Other approved it");
    await expect(approval(other).getByRole("list")).toBeFocused();
    await expect(other.getByRole("main").getByText("done", { exact: true }).first()).toBeVisible();
    await expect(runs(other)).not.toContainText("to approve");
  });
});
