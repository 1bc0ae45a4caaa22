import { createBrowserRouter, Navigate, type RouteObject } from "react-router";
import { CrashPage } from "./crash-page";
import { NotFoundPage } from "./not-found-page";
import { Shell } from "./shell";

/** The console's screens, each in its own chunk. */
const screens: RouteObject[] = [
  { index: true, element: <Navigate to="/users" replace /> },
  {
    path: "users",
    lazy: async () => ({ Component: (await import("../features/users/users-page")).UsersPage }),
  },
  {
    path: "users/:id",
    lazy: async () => ({ Component: (await import("../features/users/person-page")).PersonPage }),
  },
  {
    path: "webhooks",
    lazy: async () => ({ Component: (await import("../features/webhooks/webhooks-page")).WebhooksPage }),
  },
  {
    path: "webhooks/issues",
    lazy: async () => ({ Component: (await import("../features/webhooks/issues/issues-page")).IssuesPage }),
  },
  {
    path: "webhooks/types",
    lazy: async () => ({ Component: (await import("../features/webhooks/watching/types-page")).TypesPage }),
  },
  {
    path: "webhooks/replays",
    lazy: async () => ({ Component: (await import("../features/webhooks/replay/replays-page")).ReplaysPage }),
  },
  {
    path: "webhooks/replays/:id",
    lazy: async () => ({
      Component: (await import("../features/webhooks/replay/replay-run-page")).ReplayRunPage,
    }),
  },
  { path: "runs", lazy: async () => ({ Component: (await import("../features/runs/runs-page")).RunsPage }) },
  {
    path: "runs/:id",
    lazy: async () => ({ Component: (await import("../features/runs/run-page")).RunPage }),
  },
  {
    path: "reconcile",
    lazy: async () => ({ Component: (await import("../features/reconcile/reconcile-page")).ReconcilePage }),
  },
  {
    path: "reconcile/:id",
    lazy: async () => ({ Component: (await import("../features/reconcile/sweep-page")).SweepPage }),
  },
  {
    path: "settings",
    lazy: async () => ({ Component: (await import("../features/settings/settings-page")).SettingsPage }),
  },
  {
    path: "import",
    lazy: async () => ({ Component: (await import("../features/import/import-page")).ImportPage }),
  },
  { path: "*", Component: NotFoundPage },
];

const routes: RouteObject[] = [
  {
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    children: [
      { id: "portal", path: "portal" },
      {
        path: "sign-in",
        lazy: async () => ({ Component: (await import("../features/session/sign-in-page")).SignInPage }),
      },
      {
        path: "set-up",
        lazy: async () => ({ Component: (await import("../features/session/set-up-page")).SetUpPage }),
      },
      { Component: Shell, children: screens },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes, {
    // The portal is for other people: its code is fetched only by those who go there.
    patchRoutesOnNavigation: async ({ path, patch }) => {
      if (!/^\/portal(\/|$)/u.test(path)) return;
      const { portalRoutes } = await import("../features/portal/routes");
      patch("portal", portalRoutes);
    },
  });
}
