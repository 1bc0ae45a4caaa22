import { signedWebhook } from "../support/webhook";
import { expect, test, webhookSecret } from "../support/desk";
import { welcomesTo } from "./people";

const haff = `${import.meta.dirname}/../../samples/haff`;
const person = { first: "Jördis", last: "Möllendorff", email: "joerdis.moellendorff@klinik-haff.example" };
const password = "sommerregen am haff";

test.use({ deskOptions: {} });

test("the main job: two exports in, a person registered into both, a failing sync repaired, a webhook applied", async ({
  page,
  desk,
  browser,
}) => {
  const portal = await (await browser.newContext()).newPage();
  const row = page.getByRole("row").filter({ hasText: person.email });
  let userUrl = "";

  await test.step("import the two exports in the console", async () => {
    await desk.setUp(page);
    await page.getByRole("link", { name: "Import", exact: true }).click();
    await page.getByLabel("Convex snapshot").setInputFiles(`${haff}/snapshot.zip`);
    await page.getByLabel("CRM contacts").setInputFiles(`${haff}/contacts.jsonl`);
    await page.getByRole("button", { name: "Import 2 files" }).click();
    await expect(page.getByText(/4,749 users and 4,486 contacts read/u)).toBeVisible({ timeout: 90_000 });
    const counts = page.getByRole("list", { name: "Users by link state" });
    await expect(counts.getByRole("listitem").filter({ hasText: "drifted" })).toContainText("427");
  });

  await test.step("find mueller and see Müller", async () => {
    await page.getByRole("link", { name: /^Users/u }).click();
    await page.getByRole("searchbox", { name: "Search users" }).fill("mueller");
    await expect(page.getByRole("row").filter({ hasText: "Müller" }).first()).toBeVisible();
    await expect(page.locator("mark").first()).toHaveText(/^Müller|Mueller$/iu);
    await expect(page).toHaveURL(/q=mueller/u);
  });

  await test.step("filter drifted and see what differs", async () => {
    await page.getByRole("button", { name: "Clear search" }).click();
    await page.getByRole("link", { name: /^Drifted/u }).click();
    await expect(page.getByRole("row").filter({ hasText: "linked" })).toHaveCount(0);
    await page.getByRole("row").filter({ hasText: "drifted" }).first().getByText("@").click();
    const drawer = page.getByRole("dialog");
    await expect(drawer.getByText(/differs?\./u).first()).toBeVisible();
    await expect(drawer.getByRole("img", { name: "differs" }).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
  });

  await test.step("stop the backend and register in the portal: the account works, the backend waits", async () => {
    await desk.stopBackend();
    await portal.goto(`${desk.url}/portal/register`);
    await portal.getByLabel("First name").fill(person.first);
    await portal.getByLabel("Last name").fill(person.last);
    await portal.getByLabel("E-mail").fill(person.email);
    await portal.getByLabel("Password", { exact: true }).fill(password);
    await portal.getByLabel("Repeat password").fill(password);
    await portal.getByRole("checkbox").check();
    await portal.getByRole("button", { name: "Create account" }).click();
    await expect(portal).toHaveURL(/\/portal\/dashboard\?warning=backend_sync_pending/u);
    await expect(portal.getByRole("button", { name: "Try again now" })).toBeVisible();
  });

  await test.step("see the user pending in the console, with the reason in words", async () => {
    await page.goto(`${desk.url}/users`);
    await page.getByRole("searchbox", { name: "Search users" }).fill(person.email);
    await expect(row).toContainText("pending");
    await row.getByText(person.email).click();
    await expect(page.getByRole("dialog")).toContainText("The backend could not be reached.");
    userUrl = page.url();
  });

  await test.step("start the backend, press resync, and see it linked only once it was read back", async () => {
    await desk.startBackend();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("button", { name: /^Resync/u }).click();
    await expect(drawer.getByText(/read back/iu).first()).toBeVisible();
    await expect(row).toContainText("linked");
    await expect.poll(() => welcomesTo(desk, person.email).length).toBe(1);
    await expect(portal.getByText(/frontend_user_/u).first()).toBeVisible();
  });

  await test.step("a signed user.deleted deletes the user, and the portal session is dead", async () => {
    await page.goto(userUrl);
    const { user } = await (
      await page.request.get(`${desk.url}/trpc/users.get?input=${input({ id: idIn(userUrl) })}`)
    )
      .json()
      .then((answer) => answer.result.data);
    const event = signedWebhook(webhookSecret, {
      type: "user.deleted",
      at: Date.now(),
      data: { frontendUserId: user.frontendUserId, reason: "gdpr_request" },
    });
    const { id: _id, ...request } = event;
    const send = () => fetch(`${desk.url}/api/webhooks/backend-sync`, request);
    expect((await send()).status).toBe(200);
    await expect(page.getByRole("dialog")).toContainText("soft-deleted");
    await portal.reload();
    await expect(portal).toHaveURL(/\/portal\/sign-in/u);

    expect(await (await send()).json()).toEqual({ outcome: "duplicate" });
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    await page.getByRole("link", { name: /^Webhooks/u }).click();
    await expect(page.getByRole("row").filter({ hasText: "duplicate" })).toHaveCount(1);
    await expect(page.getByRole("row").filter({ hasText: "user.deleted" })).toHaveCount(2);
    expect(welcomesTo(desk, person.email)).toHaveLength(1);
  });
});

const input = (value: object) => encodeURIComponent(JSON.stringify(value));
const idIn = (url: string) => new URL(url).searchParams.get("user") ?? "";
