import type { Page } from "@playwright/test";
import type { Scene } from "./history";

/** Who looks: an operator who has signed in, somebody at a door, or a member of the portal. */
type Who = "operator" | "nobody" | "member" | "waiting";

export type Screen = {
  /** Begins the names of its pictures. */
  name: string;
  path: (scene: Scene) => string;
  /** An operator unless it says so. */
  who?: Who;
  /** What the person does there before the picture is taken. */
  act?: (page: Page) => Promise<unknown>;
  /** Has pictures of itself with nothing on it, on its way, and refused. */
  isList?: true;
};

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

async function planRun(page: Page) {
  await page.getByRole("checkbox", { name: "Select all loaded users" }).click();
  await press(page, /^Resync \d+ users/u);
  await page
    .getByRole("region", { name: "Plan" })
    .getByText(/e-mail/iu)
    .first()
    .waitFor();
}

async function selectFailed(page: Page) {
  await page.getByRole("checkbox", { name: "Select all loaded users" }).click();
  await page.getByRole("region", { name: "Selection" }).waitFor();
}

async function ask(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("mül");
  await page.getByRole("group", { name: "Users" }).getByRole("option").first().waitFor();
}

async function readShortcuts(page: Page) {
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
}

async function register(page: Page) {
  await press(page, "Create account");
  await page.getByText("Enter your first name.").waitFor();
}

/** Every screen there is. */
export const screens: Screen[] = [
  { name: "overview", path: () => "/overview", isList: true },
  { name: "users", path: () => "/users", isList: true },
  { name: "users-nobody", path: () => "/users?q=nobodyhasthisname" },
  {
    name: "users-selected",
    path: () => "/users?state=failed",
    act: selectFailed,
  },
  { name: "user-drawer", path: ({ drifted }) => `/users?state=drifted&user=${drifted}`, isList: true },
  { name: "user", path: ({ drifted }) => `/users/${drifted}`, isList: true },
  { name: "user-failed", path: ({ failed }) => `/users/${failed}?tab=jobs` },
  { name: "user-deleted", path: ({ deleted }) => `/users/${deleted}` },
  {
    name: "purge",
    path: ({ deleted }) => `/users/${deleted}`,
    act: (page) => press(page, "Purge now"),
  },
  { name: "match-review", path: ({ doubtful }) => `/users/${doubtful}` },
  { name: "run-plan", path: () => "/users?state=convex_only", act: planRun },
  { name: "webhooks", path: () => "/webhooks", isList: true },
  { name: "delivery", path: ({ attemptId }) => `/webhooks?open=${attemptId}` },
  {
    name: "replay-dialog",
    path: () => "/webhooks?outcome=failed",
    act: (page) => press(page, /^Replay all/u),
  },
  { name: "issues", path: () => "/webhooks/issues", isList: true },
  { name: "event-types", path: () => "/webhooks/types", isList: true },
  { name: "replays", path: () => "/webhooks/replays", isList: true },
  { name: "replay", path: ({ replayId }) => `/webhooks/replays/${replayId}` },
  { name: "runs", path: () => "/runs", isList: true },
  { name: "run", path: ({ runId }) => `/runs/${runId}`, isList: true },
  { name: "reconcile", path: () => "/reconcile", isList: true },
  { name: "sweep", path: ({ sweepId }) => `/reconcile/${sweepId}`, isList: true },
  { name: "audit", path: () => "/audit", isList: true },
  { name: "audit-event", path: ({ eventId }) => `/audit?open=${eventId}` },
  { name: "settings", path: () => "/settings", isList: true },
  { name: "tokens", path: () => "/settings/tokens", isList: true },
  { name: "operators", path: () => "/settings/operators", isList: true },
  { name: "account", path: () => "/account" },
  { name: "import", path: () => "/import", isList: true },
  { name: "palette", path: () => "/users", act: ask },
  { name: "shortcuts", path: () => "/users", act: readShortcuts },
  { name: "not-found", path: () => "/nowhere" },
  { name: "sign-in", path: () => "/sign-in", who: "nobody" },
  { name: "reset-late", path: () => "/reset#too-late", who: "nobody" },
  { name: "portal-register", path: () => "/portal/register", who: "nobody" },
  { name: "portal-register-mistakes", path: () => "/portal/register", who: "nobody", act: register },
  { name: "portal-sign-in", path: () => "/portal/sign-in", who: "nobody" },
  { name: "portal-forgot-password", path: () => "/portal/forgot-password", who: "nobody" },
  { name: "portal-set-password-late", path: () => "/portal/set-password#too-late", who: "nobody" },
  { name: "portal-account", path: () => "/portal/account", who: "member" },
  { name: "portal-dashboard", path: () => "/portal/dashboard", who: "member" },
  { name: "portal-dashboard-waiting", path: () => "/portal/dashboard", who: "waiting" },
];
