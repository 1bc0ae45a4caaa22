import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import { fetchAhead, lazyPart } from "../lib/lazy-part";

type Screen = { path: string; load: () => Promise<ComponentType> };

/** The console's screens, each in its own chunk. A screen's path is also where the navigation finds what to load. */
const screens: Screen[] = [
  { path: "overview", load: async () => (await import("../features/overview/overview-page")).OverviewPage },
  { path: "users", load: async () => (await import("../features/users/users-page")).UsersPage },
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
  { path: "import", load: async () => (await import("../features/import/import-page")).ImportPage },
];

export const screenRoutes: RouteObject[] = screens.map(({ path, load }) => ({
  path,
  Component: lazyPart(load),
}));

/** Fetches the code of the screen at `to`, which somebody is about to open. */
export function preloadScreen(to: string): void {
  const screen = screens.find(({ path }) => `/${path}` === to);
  if (screen) fetchAhead(screen.load);
}
