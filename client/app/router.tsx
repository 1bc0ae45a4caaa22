import { Suspense } from "react";
import { BrowserRouter, Navigate, useRoutes, type RouteObject } from "react-router";
import { lazyPart } from "../lib/lazy-part";
import { CrashBoundary } from "./crash-boundary";
import { PortalPart } from "./portal-part";
import { screenRoutes } from "./screens";
import { Shell } from "./shell";

const routes: RouteObject[] = [
  { path: "portal/*", Component: PortalPart },
  {
    path: "sign-in",
    Component: lazyPart(async () => (await import("../features/session/sign-in-page")).SignInPage),
  },
  {
    path: "sign-in/callback",
    Component: lazyPart(async () => (await import("../features/session/sign-on-page")).SignOnPage),
  },
  {
    path: "reset",
    Component: lazyPart(async () => (await import("../features/session/reset-page")).ResetPage),
  },
  {
    path: "set-up",
    Component: lazyPart(async () => (await import("../features/session/set-up-page")).SetUpPage),
  },
  {
    path: "invited",
    Component: lazyPart(async () => (await import("../features/session/invited-page")).InvitedPage),
  },
  {
    Component: Shell,
    children: [
      { index: true, element: <Navigate to="/overview" replace /> },
      ...screenRoutes,
      {
        path: "*",
        Component: lazyPart(async () => (await import("./not-found-page")).NotFoundPage),
      },
    ],
  },
];

const Routes = () => useRoutes(routes);

/**
 * React Router's declarative mode: screens load their data by queries, so the data router would be 16 KB for nothing.
 * Navigations are transitions: what was there stays until the next screen's code has come.
 */
export function Router() {
  return (
    <BrowserRouter>
      <CrashBoundary>
        <Suspense>
          <Routes />
        </Suspense>
      </CrashBoundary>
    </BrowserRouter>
  );
}
