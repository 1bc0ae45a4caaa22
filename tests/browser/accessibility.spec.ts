import type { Page } from "@playwright/test";
import { barriers } from "../support/barriers";
import { expect, test, webhookSecret, type Desk } from "../support/desk";
import { newPerson } from "../support/people";
import { startRunOverHttp } from "../support/runs";
import { signedWebhook } from "../support/webhook";
import { crowd, driftContact, importAccounts, newContact, register } from "./people";
import { expectWithinPhoneToo } from "./phone";

test.use({ deskOptions: {} });

type Person = Awaited<ReturnType<typeof register>>;
type Scene = {
  person: Person;
  attemptId: string;
  eventId: string;
  runId: string;
  sweepId: string;
  /** Shares the e-mail of a contact that is not theirs yet. */
  doubtfulId: string;
  /** A contact without an account. */
  strangerId: string;
};
let scene: Scene;

/** Every screen with something on it, and where it is. */
const screens: Array<[string, (scene: Scene) => string]> = [
  ["overview", () => "/overview"],
  ["users", () => "/users"],
  ["users, nobody matches", () => "/users?q=nobodyhasthisname"],
  ["a person beside the users", ({ person }) => `/users?user=${person.userId}`],
  ["a person's jobs", ({ person }) => `/users?user=${person.userId}&tab=jobs`],
  ["a person's page", ({ person }) => `/users/${person.userId}`],
  ["webhooks", () => "/webhooks"],
  ["a webhook", ({ attemptId }) => `/webhooks?open=${attemptId}`],
  ["issues of webhooks", () => "/webhooks/issues"],
  ["event types", () => "/webhooks/types"],
  ["replays", () => "/webhooks/replays"],
  ["runs", () => "/runs"],
  ["a run", ({ runId }) => `/runs/${runId}`],
  ["reconcile", () => "/reconcile"],
  ["a sweep", ({ sweepId }) => `/reconcile/${sweepId}`],
  ["audit", () => "/audit"],
  ["audit, nothing fits", () => "/audit?request=nobody"],
  ["an event of the audit", ({ eventId }) => `/audit?open=${eventId}`],
  ["settings", () => "/settings"],
  ["operators", () => "/settings/operators"],
  ["API tokens", () => "/settings/tokens"],
  ["one's own account", () => "/account"],
  ["a person's trace", ({ person }) => `/users/${person.userId}?tab=trace`],
  ["somebody to review", ({ doubtfulId }) => `/users/${doubtfulId}`],
  ["somebody to invite", ({ strangerId }) => `/users/${strangerId}`],
  ["import", () => "/import"],
  ["no such page", () => "/nowhere"],
];
const doors: Array<[string, string]> = [
  ["sign-in", "/sign-in"],
  ["an invitation that is of no use", "/invited#x"],
  ["a reset link that is of no use", "/reset#x"],
  ["registering", "/portal/register"],
  ["signing in at the portal", "/portal/sign-in"],
];

async function setScene(desk: Desk): Promise<Scene> {
  await importAccounts(desk, crowd(8));
  const person = await register(desk, { firstName: "Dora", lastName: "Drift" });
  await driftContact(desk, person.contactId, { phone: "+49 160 9988776" });
  const forged = signedWebhook(webhookSecret, { type: "user.updated", at: Date.now(), data: {} });
  await fetch(`${desk.url}/api/webhooks/backend-sync`, { ...forged, body: "{}" });
  const { trpc } = await desk.admin();
  const log = async () =>
    (await trpc.webhooks.list.query({ types: ["contact.updated"] })).rows[0]?.attemptId ?? "";
  await expect.poll(log).not.toBe("");
  const { rows } = await trpc.users.list.query({ states: ["convex_only"], limit: 4 });
  const { runId } = await startRunOverHttp(
    { trpc },
    {
      name: "Accounts of January",
      reason: "They never reached the CRM.",
      action: "resync",
      selection: { by: "ids", linkIds: rows.map(({ linkId }) => linkId) },
    },
  );
  await expect.poll(async () => (await trpc.runs.get.query({ runId })).state).toBe("done");
  const [event] = (await trpc.audit.list.query({ about: person.userId, actors: ["backend"] })).rows;
  const eventId = event?.eventId ?? "";
  return { person, runId, attemptId: await log(), eventId, ...(await inDoubt(desk)) };
}

/** Somebody to review, somebody to invite, and a sweep. */
async function inDoubt(desk: Desk): Promise<Pick<Scene, "sweepId" | "doubtfulId" | "strangerId">> {
  const { trpc } = await desk.admin();
  await newContact(desk, { email: "person.07@klinik-haff.example", firstName: "Wei", lastName: "Weiß" });
  await newContact(desk, { email: "ina@klinik-haff.example", firstName: "Ina", lastName: "Ivens" });
  const idOf = async (state: "unlinked" | "crm_only") =>
    (await trpc.users.list.query({ states: [state] })).rows[0]?.linkId ?? "";
  await expect.poll(() => idOf("unlinked")).not.toBe("");
  await expect.poll(() => idOf("crm_only")).not.toBe("");
  const { sweepId } = await trpc.reconcile.start.mutate({ kind: "full" });
  await expect.poll(async () => (await trpc.reconcile.get.query({ sweepId })).state).toBe("done");
  return { sweepId, doubtfulId: await idOf("unlinked"), strangerId: await idOf("crm_only") };
}

/** Opens a screen and waits until it has what it shows. */
async function open(page: Page, url: string) {
  await page.goto(url);
  await expect(page.getByRole("heading").first()).toBeVisible();
  await expect(page.getByRole("status", { name: /^Loading/u })).toHaveCount(0);
}

async function registerInPage(page: Page, desk: Desk, email: string) {
  const person = newPerson({ email });
  await page.goto(`${desk.url}/portal/register`);
  await page.getByLabel("First name").fill(person.firstName);
  await page.getByLabel("Last name").fill(person.lastName);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByLabel("Repeat password").fill(person.password);
  await page.getByRole("checkbox", { name: /^I accept/u }).check();
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL(/\/portal\/dashboard/u);
}

/** Empty when the focused element, or what stands for it, wears a ring; else what has the focus. Runs in the page. */
function focusShows(): string {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return "";
  const ringed = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  };
  const standIns = [focused, focused.parentElement, ...focused.querySelectorAll('[role="row"]')];
  return standIns.some((element) => element && ringed(element)) ? "" : focused.outerHTML.slice(0, 160);
}

test("nothing keeps anybody out of a desk that is still empty", async ({ page, desk }) => {
  await desk.signIn(page);
  for (const [path, words] of [
    ["/overview", "Nobody is here yet"],
    ["/users", "No users yet"],
    ["/webhooks", "No webhook has arrived yet"],
    ["/runs", "No runs yet"],
  ]) {
    await page.goto(`${desk.url}${path}`);
    await expect(page.getByRole("heading", { name: words })).toBeVisible();
    expect.soft(await barriers(page), words).toEqual([]);
  }
});

test.describe("with people and their history", () => {
  test.beforeAll(async ({ desk }) => {
    scene = await setScene(desk);
  });

  test.describe("in light and in dark", () => {
    test("no screen of the console keeps anybody out, and each fits a phone", async ({ page, desk }) => {
      await desk.signIn(page);
      for (const [name, path] of screens) {
        await test.step(name, async () => {
          await open(page, `${desk.url}${path(scene)}`);
          expect.soft(await barriers(page), name).toEqual([]);
          await expectWithinPhoneToo(page);
        });
      }
    });

    test("no dialog of the console keeps anybody out", async ({ page, desk }) => {
      await desk.signIn(page);
      await open(page, `${desk.url}/users?user=${scene.person.userId}`);
      await page.getByRole("button", { name: "Soft-delete" }).click();
      await expect(page.getByRole("dialog", { name: /^Soft-delete/u })).toBeVisible();
      expect.soft(await barriers(page), "soft-delete").toEqual([]);
      await open(page, `${desk.url}/users?state=convex_only`);
      await page.getByRole("checkbox", { name: "Select all loaded users" }).click();
      expect.soft(await barriers(page), "a selection").toEqual([]);
      await page.getByRole("button", { name: /^Resync \d+ users/u }).click();
      await expect(page.getByRole("dialog", { name: /^Resync/u })).toBeVisible();
      expect.soft(await barriers(page), "bulk resync").toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: /^State/u }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      expect.soft(await barriers(page), "the filter by state").toEqual([]);
    });

    test("no door and no page of the portal keeps anybody out", async ({ page, desk }) => {
      for (const [name, path] of [...doors, ["setting up", new URL(desk.setUpUrl).pathname] as const]) {
        await test.step(name, async () => {
          await open(page, `${desk.url}${path}`);
          expect.soft(await barriers(page), name).toEqual([]);
          await expectWithinPhoneToo(page);
        });
      }
      await test.step("registering, with mistakes", async () => {
        await page.goto(`${desk.url}/portal/register`);
        await page.getByRole("button", { name: "Create account" }).click();
        await expect(page.getByText("Enter your first name.")).toBeVisible();
        expect.soft(await barriers(page)).toEqual([]);
      });
      await test.step("dashboard, waiting and complete", async () => {
        await desk.chaos({ mode: "down", match: { email: "wartet" } });
        await registerInPage(page, desk, "wartet@praxis.example");
        await expect(page.getByRole("heading", { name: /One step remains/u })).toBeVisible();
        expect.soft(await barriers(page), "waiting").toEqual([]);
        await desk.chaos({ mode: "ok" });
        await page.getByRole("button", { name: "Try again now" }).click();
        await expect(page.getByText("Your account is complete.")).toBeVisible();
        expect.soft(await barriers(page), "complete").toEqual([]);
      });
    });
  });

  test.describe("on a phone", () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

    test("the main controls are in reach: search, a person, the commands, the way back, the other screens", async ({
      page,
      desk,
    }) => {
      await desk.signIn(page);
      await open(page, `${desk.url}/users`);
      await page.getByRole("searchbox", { name: "Search users" }).fill("Dora");
      await page.getByRole("row").getByText("Dora").tap();
      const person = page.getByRole("dialog");
      await expect(person.getByRole("button", { name: "Resync" })).toBeInViewport();
      await person.getByRole("button", { name: "More actions" }).tap();
      for (const name of [/^Re-send welcome/u, /^Soft-delete/u]) {
        await expect(page.getByRole("menuitem", { name })).toBeInViewport();
      }
      await page.keyboard.press("Escape");
      await person.getByRole("button", { name: "Close" }).tap();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).tap();
      await page.getByRole("link", { name: /Accounts of January/u }).tap();
      await expect(page.getByRole("heading", { name: "Accounts of January" })).toBeVisible();
      await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Webhooks" }).tap();
      await page.getByRole("row").filter({ hasText: "rejected" }).tap();
      await expect(page.getByRole("dialog", { name: "Webhook" })).toContainText("rejected");
    });
  });

  test("whoever moves by Tab always sees where they are", async ({ page, desk }) => {
    await desk.signIn(page);
    for (const path of ["/users", `/users?user=${scene.person.userId}`, "/webhooks", "/import"]) {
      await open(page, `${desk.url}${path}`);
      // What opens with the page takes the focus when its code has come.
      if (path.includes("user=")) await expect(page.locator("[role=dialog]:focus-within")).toBeVisible();
      for (let stop = 0; stop < 24; stop++) {
        await page.keyboard.press("Tab");
        expect.soft(await page.evaluate(focusShows), `stop ${stop + 1} of ${path}`).toBe("");
      }
    }
  });

  test("for people who asked for less motion, nothing moves", async ({ page, desk }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await desk.signIn(page);
    await open(page, `${desk.url}/users?user=${scene.person.userId}`);
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((element) => {
          const { animationName, transitionDuration } = getComputedStyle(element);
          return (
            animationName !== "none" ||
            transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0)
          );
        }).length,
    );
    expect(moving).toBe(0);
  });
});
