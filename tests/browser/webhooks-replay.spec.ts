import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, webhookSecret, type Desk } from "../support/desk";
import { signedWebhook } from "../support/webhook";
import { createVisitor } from "../support/visitor";
import { register } from "./people";

test.use({ deskOptions: {} });

const otherSecret = `whsec_${Buffer.from("somebody else's secret, longer").toString("base64")}`;
type Person = Awaited<ReturnType<typeof register>>;
let person: Person;

test.beforeAll(async ({ desk }) => {
  person = await register(desk, { firstName: "Rosa", lastName: "Replay", title: "" });
  for (const email of ["rosa(at)praxis", "rosa at praxis"]) {
    await send(desk, webhookSecret, { email });
  }
  await send(desk, otherSecret, { lastName: "Umgezogen" });
});

test.beforeEach(async ({ desk, page }) => {
  await desk.signIn(page);
});

/** An event about Rosa, signed with this secret. */
async function send(desk: Desk, secret: string, data: Record<string, string>): Promise<string> {
  const about = { frontendUserId: person.frontendUserId, ...data };
  const { id, ...request } = signedWebhook(secret, { type: "user.updated", at: Date.now(), data: about });
  await fetch(`${desk.url}/api/webhooks/backend-sync`, request);
  return id;
}

const rows = (page: Page) =>
  page
    .getByRole("grid", { name: "Webhooks" })
    .getByRole("row")
    .filter({ has: page.getByRole("gridcell") });
const detail = (page: Page) => page.getByRole("dialog", { name: "Webhook" });
const approval = (page: Page) => page.getByRole("region", { name: "Approval" });
const dialog = (page: Page, name: RegExp) => page.getByRole("dialog", { name });

test("what failed is an issue, which is acknowledged, replayed whole, and shows what became of each", async ({
  page,
  desk,
}) => {
  await page.goto(`${desk.url}/webhooks/issues`);
  const issue = page.getByRole("listitem", { name: "user.updated: invalid e-mail" });
  await expect(issue).toContainText("Open2");
  await issue.getByRole("button", { name: "Acknowledge" }).click();
  await page.getByLabel("Note (optional)").fill("The CRM mends the address.");
  expect.soft(await barriers(page), "acknowledging").toEqual([]);
  await page.getByRole("button", { name: "Acknowledge issue" }).click();
  await expect(issue).toContainText("Ada Admin looks after it");
  expect.soft(await barriers(page), "issues").toEqual([]);

  await issue.getByRole("button", { name: "Replay 2 webhooks" }).click();
  await page.getByLabel("Reason").fill("The address was mended.");
  await page.getByLabel("Type 2 to confirm").fill("2");
  await dialog(page, /^Replay/u)
    .getByRole("button", { name: "Replay 2 webhooks" })
    .click();
  await expect(page).toHaveURL(/\/webhooks\/replays\/.+/u);
  await expect(page.getByText("some failed", { exact: true })).toBeVisible();
  await expect(page.getByText("2 replayed · 2 failed")).toBeVisible();
  const replayed = page.getByRole("region", { name: "Webhooks in this replay" });
  await expect(replayed.getByRole("listitem")).toHaveCount(2);
  expect.soft(await barriers(page), "a run of replays").toEqual([]);

  await replayed.getByRole("link", { name: "user.updated" }).first().click();
  const levels = detail(page).getByRole("region", { name: "Request, delivery, attempts" });
  await expect(levels).toContainText("by Ada Admin: “The address was mended.”");
  await expect(levels.getByRole("link", { name: "First arrival" })).toBeVisible();
  await page.goto(`${desk.url}/webhooks/replays`);
  await expect(page.getByRole("list", { name: "Replays" })).toContainText("“The address was mended.”");
  expect.soft(await barriers(page), "replays").toEqual([]);
});

test("everything that a filter finds is replayed after its number was typed", async ({ page, desk }) => {
  await page.goto(`${desk.url}/webhooks?outcome=failed&cause=invalid_email`);
  await page.getByRole("button", { name: "Replay all that match" }).click();
  const asking = dialog(page, /^Replay 2 webhooks/u);
  await expect(asking.getByRole("region", { name: "Plan" })).toContainText("failed, invalid e-mail");
  await asking.getByLabel("Reason").fill("To see whether it was mended.");
  await asking.getByLabel("Type 2 to confirm").fill("2");
  expect.soft(await barriers(page), "the plan").toEqual([]);
  await asking.getByRole("button", { name: "Replay 2 webhooks" }).click();
  await expect(page.getByText("2 replayed · 2 failed")).toBeVisible();
  await page.getByRole("link", { name: /^failed, invalid e-mail/u }).click();
  await expect(page).toHaveURL(/outcome=failed&cause=invalid_email/u);
});

test("a large replay waits for a second admin, who finds it among the runs, sees what it is over, and approves it", async ({
  page,
  otherPage: other,
  desk,
}) => {
  const { trpc } = await desk.admin();
  const harmlessOver = async (size: number | null) => {
    const { version, settings } = await trpc.settings.get.query();
    const approval = { ...settings.approval, harmlessOver: size };
    await trpc.settings.update.mutate({ version, settings: { ...settings, approval } });
  };
  await harmlessOver(1);
  await page.goto(`${desk.url}/webhooks?outcome=failed&cause=invalid_email`);
  await page.getByRole("button", { name: "Replay all that match" }).click();
  const asking = dialog(page, /^Replay 2 webhooks/u);
  await expect(asking).toContainText("needs a second admin");
  await asking.getByLabel("Reason").fill("The CRM has mended the addresses.");
  await asking.getByLabel("Type 2 to confirm").fill("2");
  expect.soft(await barriers(page), "asking for approval").toEqual([]);
  await asking.getByRole("button", { name: "Ask for approval: Replay 2 webhooks" }).click();
  await expect(approval(page)).toContainText("another admin has to decide");

  const { token } = await trpc.operators.invite.mutate({ email: "otto@desk.example", role: "admin" });
  const password = "quiet lantern over harbour";
  await createVisitor(desk.url).trpc.session.acceptInvite.mutate({ token, name: "Otto Other", password });
  await other.goto(`${desk.url}/sign-in`);
  await other.getByLabel("E-mail").fill("otto@desk.example");
  await other.getByLabel("Password").fill(password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: /1 to approve/u })
    .click();
  await other.getByRole("link", { name: /^Replays of webhooks/u }).click();
  await expect(other.getByRole("list", { name: "Replays" })).toContainText("waits for approval");
  await other
    .getByRole("link", { name: /^Replay: failed, invalid e-mail/u })
    .first()
    .click();
  await expect(approval(other)).toContainText("Ada Admin asks for your approval.");
  expect.soft(await barriers(other), "a replay that waits").toEqual([]);
  await approval(other).getByRole("button", { name: "Approve" }).click();
  const agree = dialog(other, /^Approve this/u);
  await expect(agree).toContainText("The CRM has mended the addresses.");
  await agree.getByRole("button", { name: "Approve: Replay 2 webhooks" }).click();
  await expect(approval(other)).toContainText("Otto Other approved it");
  await expect(other.getByText("2 replayed · 2 failed")).toBeVisible();
  await harmlessOver(null);
});

test("a request with the wrong signature is let in by an admin who types that it is unproven", async ({
  page,
  desk,
}) => {
  await page.goto(`${desk.url}/webhooks?outcome=rejected&cause=signature`);
  await rows(page).first().click();
  await detail(page).getByRole("button", { name: "Replay unproven request" }).click();
  const asking = dialog(page, /unproven/u);
  await asking.getByLabel("Reason").fill("The backend confirms it by telephone.");
  await asking.getByLabel(/^Type “replay unproven”/u).fill("replay unproven");
  expect.soft(await barriers(page), "letting in").toEqual([]);
  await asking.getByRole("button", { name: "Replay unproven request" }).click();
  await expect(page.getByText("Replayed: applied")).toBeVisible();
  const changed = detail(page).getByRole("region", { name: "What it changed" });
  await expect(changed.getByRole("row", { name: "Last name Replay Umgezogen" })).toBeVisible();
  await expect(detail(page)).toContainText("an admin let it in without that proof");
  await detail(page).getByRole("link", { name: "all their webhooks" }).click();
  await expect(page).toHaveURL(/person=/u);
  await expect(page.getByRole("button", { name: /^Person/u })).toContainText("Umgezogen");
});

test("event types, and the log over time as bars and as a table that chooses a time", async ({
  page,
  desk,
}) => {
  await page.goto(`${desk.url}/webhooks/types`);
  await expect(page.getByRole("row", { name: /^user\.updated .* Applies it$/u })).toBeVisible();
  expect.soft(await barriers(page), "event types").toEqual([]);

  await page.goto(`${desk.url}/webhooks`);
  const bars = page.getByRole("img", { name: /^Requests by outcome/u });
  const box = await bars.boundingBox();
  if (!box) throw new Error("The bars are not drawn.");
  await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=.+&to=.+/u);
  await expect(page.getByRole("button", { name: /^Received/u })).toContainText(" to ");
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();

  await page.getByRole("button", { name: "Requests by outcome as a table" }).click();
  expect.soft(await barriers(page), "the figures as a table").toEqual([]);
  await page.getByRole("region", { name: "Over time" }).getByRole("row").nth(1).getByRole("button").click();
  await expect(page).toHaveURL(/from=.+&to=.+/u);
});

test("what arrives does not move a row under the pointer, and a cut loses nothing", async ({
  page,
  desk,
  tolerate,
}) => {
  tolerate(/Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY/u);
  await page.goto(`${desk.url}/webhooks?type=user.updated`);
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible();
  // What stands above the rows has its height with its figures only, and would move them from under the pointer.
  await expect(page.getByRole("link", { name: /^Failed \d/u })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Requests by outcome over time/u })).toBeVisible();
  await expect(page.getByText("arrived before, not applied again")).toBeVisible();
  const top = await rows(page).first().getAttribute("id");
  await rows(page).nth(1).hover();
  await send(desk, webhookSecret, { phone: "+49 151 2000001" });
  await expect(page.getByRole("button", { name: "1 new, show" })).toBeVisible();
  await expect(rows(page).first()).toHaveAttribute("id", top ?? "");
  await page.getByRole("button", { name: "1 new, show" }).click();
  await expect(rows(page).first()).not.toHaveAttribute("id", top ?? "");

  await desk.stopServer();
  await expect(page.getByRole("button", { name: "Cut, catching up" })).toBeVisible();
  await desk.startServer();
  await send(desk, webhookSecret, { phone: "+49 151 2000002" });
  await expect(page.getByRole("button", { name: "Live", exact: true })).toBeVisible();
  await expect(async () => {
    const { trpc } = await desk.admin();
    const { rows: newest } = await trpc.webhooks.list.query({ types: ["user.updated"], limit: 1 });
    await expect(rows(page).first()).toHaveAttribute("id", `webhook-${newest[0]?.attemptId ?? ""}`, {
      timeout: 1_000,
    });
  }).toPass();
});
