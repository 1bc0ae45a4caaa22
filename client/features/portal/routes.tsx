import type { RouteObject } from "react-router";
import { AccountPage } from "./account/account-page";
import { DashboardPage } from "./dashboard/dashboard-page";
import { ForgotPage } from "./password/forgot-page";
import { SetPasswordPage } from "./password/set-password-page";
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
      { path: "forgot-password", Component: ForgotPage },
      { path: "set-password", Component: SetPasswordPage },
      { path: "dashboard", Component: DashboardPage },
      { path: "account", Component: AccountPage },
      { path: "*", Component: PortalNotFound },
    ],
  },
];
