import {
  Gauge,
  Import,
  ListChecks,
  RefreshCcwDot,
  ScrollText,
  Settings,
  UsersRound,
  Webhook,
  type LucideIcon,
} from "lucide-react";
import type { KeyOf } from "../lib/shortcuts";
import { mayDo, type OperatorRole, type Permission } from "../../shared/permissions";
import { t } from "./words";

type Screen = {
  to: string;
  name: string;
  icon: LucideIcon;
  needs: Permission;
  /** The shortcut that leads there. */
  keys: KeyOf<"everywhere">;
  /** On small screens it is in the menu, where there is room for five in the bar. */
  seldom?: boolean;
};

const screens: Screen[] = [
  { to: "/overview", name: t("overview"), icon: Gauge, keys: "g o", needs: "users.read" },
  { to: "/users", name: t("users"), icon: UsersRound, keys: "g u", needs: "users.read" },
  { to: "/webhooks", name: t("webhooks"), icon: Webhook, keys: "g w", needs: "webhooks.read" },
  { to: "/runs", name: t("runs"), icon: ListChecks, keys: "g r", needs: "runs.read" },
  {
    to: "/reconcile",
    name: t("reconcile"),
    icon: RefreshCcwDot,
    keys: "g c",
    needs: "reconcile.read",
    seldom: true,
  },
  { to: "/audit", name: t("audit"), icon: ScrollText, keys: "g a", needs: "audit.read", seldom: true },
  { to: "/import", name: t("import"), icon: Import, keys: "g i", needs: "imports.write", seldom: true },
  { to: "/settings", name: t("settings"), icon: Settings, keys: "g s", needs: "settings.read", seldom: true },
];

/** The screens this role can use; a link that only leads to a refusal is not shown. */
export const screensFor = (role: OperatorRole) => screens.filter((screen) => mayDo(role, screen.needs));
