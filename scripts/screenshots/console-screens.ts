import type { Page } from "@playwright/test";
import { tellStory } from "./edge";
import type { Screen } from "./screens";

/** The demo's tour waits for somebody to retry the failed ones. */
const followTour = (page: Page) =>
  tellStory(page, {
    ...{ chapter: "retry", waits: true, linked: 5, pending: 0, failed: 3, driftedId: null, deletedId: null },
  });

/** The console as it opens, and the doors to it. */
export const consoleScreens: Screen[] = [
  { name: "overview", path: () => "/overview", isList: true },
  { name: "users", path: () => "/users", isList: true },
  { name: "users-nobody", path: () => "/users?q=nobodyhasthisname" },
  { name: "users-searched", path: () => "/users?q=mueller&state=linked,convex_only" },
  {
    ...{ name: "user-drawer", path: ({ drifted }) => `/users?state=drifted&user=${drifted}`, isList: true },
    act: (page) => page.getByRole("dialog").first().waitFor(),
  },
  { name: "user", path: ({ drifted }) => `/users/${drifted}`, isList: true },
  { name: "user-viewer", path: ({ drifted }) => `/users/${drifted}`, who: "viewer" },
  { name: "user-webhooks", path: ({ booker }) => `/users/${booker}?tab=webhooks` },
  { name: "user-bookings", path: ({ booker }) => `/users/${booker}?tab=bookings` },
  { name: "user-trace", path: ({ booker }) => `/users/${booker}?tab=trace` },
  { name: "user-raw", path: ({ booker }) => `/users/${booker}?tab=raw` },
  { name: "user-failed", path: ({ failed }) => `/users/${failed}?tab=jobs` },
  { name: "user-deleted", path: ({ deleted }) => `/users/${deleted}` },
  { name: "user-unknown", path: () => "/users/nobody-has-this-id" },
  { name: "match-review", path: ({ doubtful }) => `/users/${doubtful}` },
  { name: "webhooks", path: () => "/webhooks", isList: true },
  { name: "delivery", path: ({ attemptId }) => `/webhooks?open=${attemptId}` },
  { name: "issues", path: () => "/webhooks/issues", isList: true },
  { name: "event-types", path: () => "/webhooks/types", isList: true },
  { name: "replays", path: () => "/webhooks/replays", isList: true },
  { name: "replay", path: ({ replayId }) => `/webhooks/replays/${replayId}` },
  { name: "runs", path: () => "/runs", isList: true },
  { name: "run", path: ({ runId }) => `/runs/${runId}`, isList: true },
  { name: "run-to-approve", path: ({ askedRunId }) => `/runs/${askedRunId}` },
  { name: "reconcile", path: () => "/reconcile", isList: true },
  { name: "sweep", path: ({ sweepId }) => `/reconcile/${sweepId}`, isList: true },
  { name: "audit", path: () => "/audit", isList: true },
  { name: "audit-nothing", path: () => "/audit?request=nobody" },
  { name: "audit-event", path: ({ eventId }) => `/audit?open=${eventId}` },
  { name: "settings", path: () => "/settings", isList: true },
  { name: "settings-viewer", path: () => "/settings", who: "viewer" },
  { name: "tokens", path: () => "/settings/tokens", isList: true },
  { name: "operators", path: () => "/settings/operators", isList: true },
  { name: "account", path: () => "/account" },
  { name: "import", path: () => "/import", isList: true },
  { name: "tour", path: () => "/users?state=failed", given: followTour },
  { name: "not-found", path: () => "/nowhere" },
  { name: "sign-in", path: () => "/sign-in", who: "nobody" },
  { name: "reset-late", path: () => "/reset#too-late", who: "nobody" },
  { name: "invited", path: ({ inviteToken }) => `/invited#${inviteToken}`, who: "nobody" },
  { name: "invited-late", path: () => "/invited#too-late", who: "nobody" },
];
