import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/desk";
import { register } from "./people";
import { expectWithinPhone } from "./phone";

test.use({ deskOptions: {} });

type Person = Awaited<ReturnType<typeof register>>;
let person: Person;

test.beforeAll(async ({ desk }) => {
  person = await register(desk, { firstName: "Ida", lastName: "Imker", title: "" });
  await register(desk, { firstName: "Udo", lastName: "Unbeteiligt", title: "" });
});
test.beforeEach(({ desk, page }) => desk.signIn(page));

const rows = (page: Page) =>
  page
    .getByRole("grid", { name: "Audit" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });
const event = (page: Page) => page.getByRole("dialog", { name: "Event" });
const drawer = (page: Page) => page.getByRole("dialog", { name: "Ida Imker", exact: true });

test("what an admin did is found by who did it and by its request, and leads to the user and back", async ({
  page,
  desk,
}) => {
  await page.goto(`${desk.url}/users?user=${person.userId}`);
  await drawer(page).getByRole("button", { name: "Soft-delete" }).click();
  const dialog = page.getByRole("dialog", { name: /^Soft-delete/u });
  await dialog.getByRole("textbox", { name: /Reason/u }).fill("Asked to leave by phone.");
  await dialog.getByRole("button", { name: /^Soft-delete/u }).click();
  await expect(dialog).toBeHidden();

  await page.getByRole("link", { name: "Audit", exact: true }).click();
  await page.getByRole("button", { name: "Actor" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Ada Admin" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/actor=/u);
  const done = rows(page).filter({ hasText: "Soft-delete" });
  await expect(done).toHaveCount(1);
  await expect(done).toContainText("Ada Admin");
  await expect(done).toContainText("Ida Imker");
  await expect(done).toContainText("Asked to leave by phone.");
  await expect(rows(page).filter({ hasText: "Backend" })).toHaveCount(0);

  await done.click();
  const copy = event(page).getByRole("button", { name: /^Copy Request ID/u });
  const requestId = ((await copy.getAttribute("aria-label")) ?? "").replace("Copy Request ID ", "");
  await event(page).getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.getByRole("searchbox", { name: "Search by request ID" }).fill(requestId);
  await expect(rows(page)).toHaveCount(1);
  await rows(page).first().click();
  await event(page).getByRole("link", { name: "Ida Imker" }).click();
  await expect(drawer(page)).toContainText("deleted");
  await page.goBack();
  await expect(event(page)).toContainText("Asked to leave by phone.");
  await expect(rows(page)).toHaveCount(1);

  await event(page).getByRole("link", { name: "Ida Imker" }).click();
  await drawer(page).getByRole("link", { name: "Open in audit" }).click();
  await expect(page).toHaveURL(/\/audit\?about=/u);
  await expect(rows(page).filter({ hasText: "Register" }).first()).toBeVisible();
  await expect(rows(page).filter({ hasText: "Unbeteiligt" })).toHaveCount(0);
});

test("what was chosen by kind is in the address, and a reload keeps it and the open event", async ({
  page,
  desk,
}) => {
  await page.goto(`${desk.url}/audit`);
  await page.getByRole("button", { name: "Action" }).click();
  await page.getByRole("checkbox", { name: "Register", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/action=register/u);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("grid", { name: "Audit" }).focus();
  for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
  await expect(event(page)).toContainText("Ida Imker");
  await page.reload();
  await expect(event(page)).toContainText("Ida Imker");
  await page.keyboard.press("k");
  await expect(event(page)).toContainText("Udo Unbeteiligt");
  await page.keyboard.press("Escape");
  await expect(event(page)).toBeHidden();
  await expect(rows(page)).toHaveCount(2);
});

test("what happens meanwhile is counted, and shown when asked for", async ({ page, desk }) => {
  await page.goto(`${desk.url}/audit?action=register`);
  await expect(rows(page)).toHaveCount(2);
  await register(desk, { firstName: "Nele", lastName: "Neu", title: "" });
  await page.getByRole("button", { name: "1 new, show" }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(rows(page).first()).toContainText("Nele Neu");
});

test("what is shown can be taken along as a file, and the audit tells of it", async ({ page, desk }) => {
  await page.goto(`${desk.url}/audit?action=register`);
  await expect(rows(page).first()).toBeVisible();
  const shown = await rows(page).count();
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^audit-.*\.csv$/u);
  const lines = (await readFile(await file.path(), "utf8")).trim().split("\n");
  expect(lines).toHaveLength(shown + 1);
  const { trpc } = await desk.admin();
  const told = async () => (await trpc.audit.list.query({ actions: ["export audit"] })).rows.length;
  await expect.poll(told).toBe(2);
  await page.goto(`${desk.url}/audit?action=export+audit`);
  await expect(rows(page).filter({ hasText: `Exported ${shown} events.` })).toHaveCount(1);
});

test("on a phone each event is two lines, fills the screen when it is open, and nothing scrolls sideways", async ({
  page,
  desk,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${desk.url}/audit?action=register`);
  const [newest, older] = [rows(page).first(), rows(page).nth(1)];
  await expect(newest).toContainText("Register · Nele Neu");
  await expect(page.getByRole("link", { name: "Export CSV" })).toBeInViewport({ ratio: 1 });
  await expectWithinPhone(page);

  await newest.click();
  await expect(event(page)).toContainText("Nele Neu");
  await expect(event(page).getByRole("button", { name: "Previous" })).toBeDisabled();
  expect((await event(page).boundingBox())?.width).toBe(390);
  await expectWithinPhone(page);
  await event(page).getByRole("button", { name: "Next" }).click();
  await expect(event(page)).toContainText("Udo Unbeteiligt");
  await event(page).getByRole("button", { name: "Close" }).click();
  await expect(event(page)).toBeHidden();
  await expect(older).toHaveAttribute("aria-selected", "true");
});
