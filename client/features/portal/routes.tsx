import type { RouteObject } from "react-router";
import { AccountPage } from "./account/account-page";
import { ConfirmPage } from "./address/confirm-page";
import { DashboardPage } from "./dashboard/dashboard-page";
import { EventPage, EventsPage } from "./events/pages";
import { ForgotPage } from "./password/forgot-page";
import { SetPasswordPage } from "./password/set-password-page";
import { LeavePage } from "./leave/leave-page";
import { PortalHome } from "./portal-home";
import { PortalLayout } from "./portal-layout";
import { PortalNotFound } from "./portal-not-found";
import { ProfilePage } from "./profile/profile-page";
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
      { path: "profile", Component: ProfilePage },
      { path: "delete-account", Component: LeavePage },
      { path: "confirm-address", Component: ConfirmPage },
      { path: "events", Component: EventsPage },
      { path: "events/:eventId", Component: EventPage },
      { path: "*", Component: PortalNotFound },
    ],
  },
];
