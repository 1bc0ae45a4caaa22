import {
  Gauge,
  Import,
  ListChecks,
  RefreshCcwDot,
  Settings,
  UsersRound,
  Webhook,
  type LucideIcon,
} from "lucide-react";
import { mayDo, type OperatorRole, type Permission } from "../../shared/permissions";
import { t } from "./words";

type Screen = {
  to: string;
  name: string;
  icon: LucideIcon;
  needs: Permission;
  /** On small screens it is in the menu, where there is room for five in the bar. */
  seldom?: boolean;
};

const screens: Screen[] = [
  { to: "/overview", name: t("overview"), icon: Gauge, needs: "users.read" },
  { to: "/users", name: t("users"), icon: UsersRound, needs: "users.read" },
  { to: "/webhooks", name: t("webhooks"), icon: Webhook, needs: "webhooks.read" },
  { to: "/runs", name: t("runs"), icon: ListChecks, needs: "runs.read" },
  { to: "/reconcile", name: t("reconcile"), icon: RefreshCcwDot, needs: "reconcile.read", seldom: true },
  { to: "/import", name: t("import"), icon: Import, needs: "imports.write", seldom: true },
  { to: "/settings", name: t("settings"), icon: Settings, needs: "settings.read", seldom: true },
];

/** The screens this role can use; a link that only leads to a refusal is not shown. */
export const screensFor = (role: OperatorRole) => screens.filter((screen) => mayDo(role, screen.needs));
