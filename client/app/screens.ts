import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import { fetchAhead, lazyPart } from "../lib/lazy-part";
import type { Asking } from "../lib/trpc";

type Screen = {
  path: string;
  load: () => Promise<ComponentType>;
  /** Asks what the screen shows first, so that its first picture has it. */
  ask?: (services: Asking) => Promise<unknown>;
};

/** The console's screens, each in its own chunk. A screen's path is also where the navigation finds what to load. */
const screens: Screen[] = [
  { path: "overview", load: async () => (await import("../features/overview/overview-page")).OverviewPage },
  {
    path: "users",
    load: async () => (await import("../features/users/users-page")).UsersPage,
    ask: async (services) => (await import("../features/users/ask-users")).askUsers(services),
  },
  { path: "users/:id", load: async () => (await import("../features/users/person-page")).PersonPage },
  { path: "webhooks", load: async () => (await import("../features/webhooks/webhooks-page")).WebhooksPage },
  {
    path: "webhooks/issues",
    load: async () => (await import("../features/webhooks/issues/issues-page")).IssuesPage,
  },
  {
    path: "webhooks/types",
    load: async () => (await import("../features/webhooks/watching/types-page")).TypesPage,
  },
  {
    path: "webhooks/replays",
    load: async () => (await import("../features/webhooks/replay/replays-page")).ReplaysPage,
  },
  {
    path: "webhooks/replays/:id",
    load: async () => (await import("../features/webhooks/replay/replay-run-page")).ReplayRunPage,
  },
  { path: "runs", load: async () => (await import("../features/runs/runs-page")).RunsPage },
  { path: "runs/:id", load: async () => (await import("../features/runs/run-page")).RunPage },
  {
    path: "reconcile",
    load: async () => (await import("../features/reconcile/reconcile-page")).ReconcilePage,
  },
  { path: "reconcile/:id", load: async () => (await import("../features/reconcile/sweep-page")).SweepPage },
  { path: "audit", load: async () => (await import("../features/audit/audit-page")).AuditPage },
  { path: "settings", load: async () => (await import("../features/settings/settings-page")).SettingsPage },
  {
    path: "settings/operators",
    load: async () => (await import("../features/operators/operators-page")).OperatorsPage,
  },
  {
    path: "settings/tokens",
    load: async () => (await import("../features/tokens/tokens-page")).TokensPage,
  },
  { path: "account", load: async () => (await import("../features/account/account-page")).AccountPage },
  { path: "import", load: async () => (await import("../features/import/import-page")).ImportPage },
];

const loaded = new Map<Screen, ComponentType>();

/** Fetches a screen's code; from then on the screen is drawn at once. */
export async function loadScreen(screen: Screen): Promise<ComponentType> {
  const component = await screen.load();
  loaded.set(screen, component);
  return component;
}

export const screenRoutes: RouteObject[] = screens.map((screen) => ({
  path: screen.path,
  Component: lazyPart(
    () => loadScreen(screen),
    () => loaded.get(screen),
  ),
}));

export const screenAt = (to: string) => screens.find(({ path }) => `/${path}` === to);

/** Fetches the code of the screen at `to`, which somebody is about to open. */
export function preloadScreen(to: string): void {
  const screen = screenAt(to);
  if (screen) fetchAhead(() => loadScreen(screen));
}
