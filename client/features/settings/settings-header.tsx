import { clsx } from "clsx";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { mayDo } from "../../../shared/permissions";
import { ScreenHeader } from "../../ui/screen-header";
import { useMe } from "../users/use-permission";
import { t } from "./words";

/** The top of the settings, and the way to the operators for who may see them. */
export function SettingsHeader({ children }: { children?: ReactNode }) {
  const me = useMe();
  const tabs = (
    <nav aria-label={t("settings")} className="-ml-2 flex gap-0.5 font-medium sm:-ml-1">
      <Tab to="/settings">{t("general")}</Tab>
      <Tab to="/settings/operators">{t("operators")}</Tab>
    </nav>
  );
  return (
    <ScreenHeader title={t("settings")} tabs={me && mayDo(me.role, "operators.read") ? tabs : null}>
      {children}
    </ScreenHeader>
  );
}

function Tab({ to, children }: { to: string; children: ReactNode }) {
  return (
    <NavLink
      to={to}
      end
      className={({ isActive }) =>
        clsx(
          "flex h-7 items-center gap-1 rounded-control px-2 whitespace-nowrap transition-colors",
          isActive ? "bg-press text-fg" : "text-fg-2 hover:bg-hover hover:text-fg",
        )
      }
    >
      {children}
    </NavLink>
  );
}
