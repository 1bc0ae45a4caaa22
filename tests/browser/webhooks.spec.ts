import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test, webhookSecret, type Desk } from "../support/desk";
import { sendAsCurl } from "../support/shell-curl";
import { signedWebhook } from "../support/webhook";
import { register } from "./people";
import { expectWithinPhone } from "./phone";

test.use({ deskOptions: {} });

const otherSecret = `whsec_${Buffer.from("somebody else's secret, longer").toString("base64")}`;
type Person = Awaited<ReturnType<typeof register>>;
let person: Person;

test.beforeAll(async ({ desk }) => {
  person = await register(desk, { firstName: "Hanna", lastName: "Haken", title: "" });
  const about = { frontendUserId: person.frontendUserId };
  const renamed = { type: "user.updated", at: Date.now(), data: { ...about, lastName: "Haken-Öse" } };
  const { id } = await send(desk, signedWebhook(webhookSecret, renamed), 200);
  await send(desk, signedWebhook(webhookSecret, { ...renamed, id }), 200);
  const old = { type: "user.updated", at: Date.now() - 3_600_000, data: { ...about, lastName: "Gestern" } };
  await send(desk, signedWebhook(webhookSecret, old), 200);
  const stranger = { type: "user.updated", at: Date.now(), data: { frontendUserId: "frontend_user_nobody" } };
  await send(desk, signedWebhook(webhookSecret, stranger), 200);
});

test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
  await page.goto(`${desk.url}/webhooks`);
  await expect(rows(page).first()).toBeVisible();
});

/** Sends a request as it is to the door of the webhooks. */
async function send(desk: Desk, { id, ...request }: RequestInit & { id: string }, status: number) {
  const response = await fetch(`${desk.url}/api/webhooks/backend-sync`, request);
  expect(response.status).toBe(status);
  return { id };
}

const rows = (page: Page) =>
  page
    .getByRole("grid", { name: "Webhooks" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });
const row = (page: Page, outcome: string) => rows(page).filter({ hasText: outcome });
const facet = (page: Page, name: RegExp) =>
  page.getByRole("navigation", { name: "Outcomes" }).getByRole("link", { name });
const detail = (page: Page) => page.getByRole("dialog", { name: "Webhook" });

test("the log holds every arrival with its outcome, and the counts agree with it", async ({ page }) => {
  for (const outcome of ["duplicate", "stale", "unmatched"]) {
    await expect(row(page, outcome)).toHaveCount(1);
    await expect(facet(page, new RegExp(`^${outcome}`, "iu"))).toHaveText(new RegExp(`${outcome}1$`, "iu"));
  }
  await expect(facet(page, /^All/u)).toHaveText(`All${await rows(page).count()}`);
});

test("filters are in the address, and a reload keeps them and the open webhook", async ({ page }) => {
  await facet(page, /^Applied/u).click();
  await expect(page).toHaveURL(/outcome=applied/u);
  await expect(row(page, "duplicate")).toHaveCount(0);
  await page.getByRole("button", { name: "Type" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^user\.updated/u }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/type=user\.updated/u);
  await expect(rows(page)).toHaveCount(1);
  await rows(page).getByText("user.updated").click();
  await expect(page).toHaveURL(/open=/u);
  await expect(detail(page)).toContainText("Haken-Öse");

  await page.reload();
  await expect(detail(page)).toContainText("Haken-Öse");
  await expect(rows(page)).toHaveCount(1);
  await expect(facet(page, /^Applied/u)).toHaveAttribute("aria-current", "true");
  await detail(page).getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(row(page, "duplicate")).toHaveCount(1);
  await expect(page).toHaveURL(/\/webhooks$/u);
});

test("a webhook shows its verdict, what it changed, its payload, its headers and every arrival", async ({
  page,
}) => {
  await row(page, "user.updated").filter({ hasText: "applied" }).getByText("user.updated").click();
  const shown = detail(page);
  await expect(shown.getByRole("region", { name: "What it changed" })).toContainText("Last name");
  await expect(shown.getByRole("region", { name: "What it changed" })).toContainText("Haken-Öse");
  await expect(shown.getByRole("region", { name: "Payload" })).toContainText(
    `"frontendUserId": "${person.frontendUserId}"`,
  );
  await expect(shown).toContainText("webhook-signature");
  await expect(shown).toContainText("standard, key “secret 1”");
  await shown.getByRole("link", { name: "Sent again by the backend" }).click();
  await expect(shown).toContainText("this event had already been taken: nothing was changed again.");
  await expect(shown.getByRole("region", { name: "What it changed" })).toContainText("Nothing.");

  await shown.getByRole("link", { name: "Hanna Haken-Öse" }).click();
  await expect(page.getByRole("dialog", { name: /Haken-Öse/u })).toContainText("linked");
});

test("on a phone an arrival is two lines and fills the screen when it is open; what replays the log is in sight", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole("button", { name: "Replay failed" })).toBeInViewport({ ratio: 1 });
  await facet(page, /^Applied/u).click();
  await expect(page.getByRole("button", { name: "Clear all" })).toBeAttached();
  await expect(page.getByRole("button", { name: "Replay all that match" })).toBeInViewport({ ratio: 1 });
  await expectWithinPhone(page);

  await row(page, "applied").filter({ hasText: "user.updated" }).click();
  await expect(detail(page)).toContainText("Haken-Öse");
  expect((await detail(page).boundingBox())?.width).toBe(390);
  await expectWithinPhone(page);
  await detail(page).getByRole("button", { name: "Close" }).click();
  await expect(detail(page)).toBeHidden();
});

test("the bars and the counts follow what the log is narrowed to", async ({ page }) => {
  const bars = page.getByRole("region", { name: "Over time" });
  await page.getByRole("button", { name: "Type" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^user\.updated/u }).click();
  await page.keyboard.press("Escape");
  await facet(page, /^Stale/u).click();
  await expect(bars).toContainText("The bars follow the filter; the figures above are of everything.");
  await expect(bars.getByRole("listitem")).toHaveText([/applied0$/u, /1$/u, /0$/u, /0$/u, /0$/u]);
  await page.getByRole("button", { name: "Cause" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^signature/u }).click();
  await expect(facet(page, /^Stale/u)).toHaveText(/Stale0$/u);
});

test("an event that came late changed nothing, and says why", async ({ page }) => {
  await row(page, "stale").getByText("user.updated").click();
  await expect(detail(page)).toContainText("newer");
  await expect(detail(page).getByRole("region", { name: "What it changed" })).toContainText("Nothing.");
});

test("a forged request appears at once as rejected, with its cause, and changes nothing", async ({
  page,
  desk,
}) => {
  const data = { frontendUserId: person.frontendUserId, lastName: "Eingeschlichen" };
  const forged = signedWebhook(otherSecret, { type: "user.updated", at: Date.now(), data });
  await send(desk, forged, 401);
  await expect(row(page, "rejected: signature")).toHaveCount(1);
  await row(page, "rejected: signature").click();
  await expect(detail(page)).toContainText("rejected: signature");
  await expect(detail(page).getByRole("region", { name: "What it changed" })).toContainText("Nothing.");
  await expect(detail(page).getByRole("region", { name: "Payload" })).toContainText("Eingeschlichen");
  await detail(page).getByRole("button", { name: "Close" }).click();

  await page.getByRole("link", { name: /^Users/u }).click();
  await page.getByRole("searchbox", { name: "Search users" }).fill(person.email);
  await expect(page.getByRole("row").filter({ hasText: person.email })).toContainText("Hanna Haken-Öse");
});

test("the keyboard moves through the log, opens a webhook and leaves it", async ({ page }) => {
  await page.getByRole("grid", { name: "Webhooks" }).focus();
  for (const key of ["ArrowDown", "j", "Enter"]) await page.keyboard.press(key);
  const second = await rows(page).nth(1).getAttribute("id");
  await expect(page).toHaveURL(new RegExp(`open=${second?.replace("webhook-", "")}`, "u"));
  await page.keyboard.press("k");
  await expect(detail(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(detail(page)).toBeHidden();
});

test("a webhook copied as curl is genuine at the door still, and its download is the body that was signed", async ({
  page,
  context,
  desk,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const data = { frontendUserId: person.frontendUserId, lastName: "Haken's $(Öse)" };
  const { body, ...request } = signedWebhook(webhookSecret, { type: "user.updated", at: Date.now(), data });
  const { id } = await send(desk, { ...request, body }, 200);
  await page.goto(`${desk.url}/webhooks?q=${id}`);
  await rows(page).first().click();

  await detail(page).getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByText("Copied as curl")).toBeVisible();
  const again = await sendAsCurl(await page.evaluate(() => navigator.clipboard.readText()));
  expect([again.status, await again.json()]).toMatchObject([200, { outcome: "duplicate" }]);

  const download = page.waitForEvent("download");
  await detail(page).getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe(`${id}.json`);
  expect(await readFile(await (await download).path(), "utf8")).toBe(body);
});
