import type { RouteObject } from "react-router";
import { DashboardPage } from "./dashboard/dashboard-page";
import { PortalHome } from "./portal-home";
import { PortalLayout } from "./portal-layout";
import { PortalNotFound } from "./portal-not-found";
import { RegisterPage } from "./register/register-page";
import { SignInPage } from "./sign-in/sign-in-page";

/** Children of `/portal`, with paths relative to it (`register`, `dashboard`, …). */
export const portalRoutes: RouteObject[] = [
  {
    Component: PortalLayout,
    children: [
      { index: true, Component: PortalHome },
      { path: "register", Component: RegisterPage },
      { path: "sign-in", Component: SignInPage },
      { path: "dashboard", Component: DashboardPage },
      { path: "*", Component: PortalNotFound },
    ],
  },
];
