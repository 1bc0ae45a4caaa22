import { clsx } from "clsx";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { formatNumber } from "../../lib/format";
import { ScreenHeader } from "../../ui/screen-header";
import { useOpenIssues } from "./issues/use-open-issues";
import { t } from "./words";

/** The top of every screen of webhooks, and the ways between them. */
export function WebhooksHeader({ children }: { children?: ReactNode }) {
  const open = useOpenIssues();
  return (
    <ScreenHeader
      title={t("webhooks")}
      tabs={
        <nav aria-label={t("webhooks")} className="-ml-2 flex gap-0.5 font-medium sm:-ml-1">
          <Tab to="/webhooks">{t("log")}</Tab>
          <Tab to="/webhooks/issues">
            {t("issues")}
            {open > 0 ? <span className="text-bad"> {formatNumber(open)}</span> : null}
          </Tab>
          <Tab to="/webhooks/types">{t("eventTypes")}</Tab>
          <Tab to="/webhooks/replays">{t("replays")}</Tab>
        </nav>
      }
    >
      {children}
    </ScreenHeader>
  );
}

function Tab({ to, children }: { to: string; children: ReactNode }) {
  return (
    <NavLink
      to={to}
      end={to === "/webhooks"}
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
