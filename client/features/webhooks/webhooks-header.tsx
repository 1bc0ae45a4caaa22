import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";
import { ScreenHeader } from "../../ui/screen-header";

/** The top of every screen of webhooks, and the ways between them. */
export function WebhooksHeader({ children }: { children?: ReactNode }) {
  const trpc = useTRPC();
  const issues = useQuery(trpc.webhooks.issues.queryOptions(undefined, { refetchInterval: 10_000 }));
  const open = issues.data?.issues.filter((issue) => issue.open > 0 && !issue.acknowledged).length ?? 0;
  return (
    <ScreenHeader
      title="Webhooks"
      note={
        <nav aria-label="Webhooks" className="-ml-1 flex gap-0.5 font-medium">
          <Tab to="/webhooks">Log</Tab>
          <Tab to="/webhooks/issues">
            Issues{open > 0 ? <span className="text-bad"> {formatNumber(open)}</span> : null}
          </Tab>
          <Tab to="/webhooks/types">Event types</Tab>
          <Tab to="/webhooks/replays">Replays</Tab>
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
