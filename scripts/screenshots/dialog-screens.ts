import type { Page } from "@playwright/test";
import type { Screen } from "./screens";

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();
const dialog = (page: Page) => page.getByRole("dialog").first().waitFor();

/** Presses a button that opens a dialog. On a phone it may be an item of the menu `or`, or missing. */
const opens =
  (name: string | RegExp, or: string | RegExp = "More") =>
  async (page: Page) => {
    const button = page.getByRole("button", { name }).first();
    if (isPhone(page) && !(await button.isVisible())) return chooses(or, name)(page);
    await button.click();
    await dialog(page);
  };
const isPhone = (page: Page) => (page.viewportSize()?.width ?? 0) < 600;

/** Opens the menu that one button opens, and what one of its items opens. */
const chooses = (menu: string | RegExp, item: string | RegExp) => async (page: Page) => {
  await press(page, menu);
  await page.getByRole("menuitem", { name: item }).click();
  await dialog(page);
};

async function selectFailed(page: Page) {
  await page.getByRole("checkbox", { name: "Select all loaded users" }).click();
  await page.getByRole("region", { name: "Selection" }).waitFor();
}

const planRun = (button: RegExp) => async (page: Page) => {
  await selectFailed(page);
  await opens(button)(page);
  const plan = page.getByRole("region", { name: "Plan" });
  await plan
    .getByText(/e-mail/iu)
    .first()
    .waitFor();
};

async function ask(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("mül");
  await page.getByRole("group", { name: "Users" }).getByRole("option").first().waitFor();
}

async function readShortcuts(page: Page) {
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
}

/** A number that cannot be, and one that can. */
async function changeSettings(page: Page) {
  await page.getByLabel("Calls per minute").fill("0");
  await page.getByLabel("Calls at once").fill("50");
  await page.keyboard.press("Tab");
}

/** The console with something opened on it: a dialog, a menu, a panel, a selection. */
export const dialogScreens: Screen[] = [
  { name: "users-selected", path: () => "/users?state=failed", act: selectFailed },
  {
    ...{ name: "users-columns", path: () => "/users" },
    act: async (page) => (isPhone(page) ? undefined : press(page, "Columns")),
  },
  { name: "users-state-filter", path: () => "/users", act: (page) => press(page, /^State/u) },
  { name: "users-created-filter", path: () => "/users", act: (page) => press(page, /^Created/u) },
  { name: "users-views", path: () => "/users?state=failed", act: (page) => press(page, /^View/u) },
  { name: "users-save-view", path: () => "/users?q=mueller", act: chooses(/^View/u, /^Save as/u) },
  {
    name: "user-more",
    path: ({ drifted }) => `/users/${drifted}`,
    act: (page) => press(page, "More actions"),
  },
  {
    name: "user-soft-delete",
    path: ({ drifted }) => `/users/${drifted}`,
    act: opens(/^Soft-delete$/u, "More actions"),
  },
  {
    name: "user-take",
    path: ({ drifted }) => `/users?user=${drifted}`,
    act: (page) => press(page, /^Take .* of CRM/u),
  },
  { name: "user-invite", path: ({ stranger }) => `/users/${stranger}`, act: opens("Invite") },
  { name: "purge", path: ({ deleted }) => `/users/${deleted}`, act: chooses("More actions", "Purge") },
  { name: "run-plan", path: () => "/users?state=convex_only", act: planRun(/^Resync \d+ users/u) },
  { name: "run-plan-delete", path: () => "/users?state=convex_only", act: planRun(/^Soft-delete/u) },
  { name: "run-retry", path: ({ runId }) => `/runs/${runId}`, act: opens(/^Retry only the failed/u) },
  {
    name: "replay-dialog",
    path: () => "/webhooks?outcome=failed",
    act: (page) => press(page, /^Replay all/u),
  },
  { name: "webhooks-filter", path: () => "/webhooks", act: (page) => press(page, /^Type/u) },
  { name: "settings-changed", path: () => "/settings", act: changeSettings },
  { name: "connection-test", path: () => "/settings", act: (page) => press(page, "Test connection") },
  { name: "token-make", path: () => "/settings/tokens", act: opens("Make a token") },
  { name: "operator-invite", path: () => "/settings/operators", act: opens("Invite operator") },
  { name: "second-factor", path: () => "/account", act: opens("Set up a second factor") },
  { name: "own-menu", path: () => "/overview", act: (page) => press(page, /^(?:Account of|More: )/u) },
  { name: "palette", path: () => "/users", act: ask },
  { name: "shortcuts", path: () => "/users", act: readShortcuts },
];
