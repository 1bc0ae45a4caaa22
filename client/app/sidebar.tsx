import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Afterwards } from "../ui/afterwards";
import { NavLink } from "../ui/link";
import type { Me } from "../../shared/session-api";
import { useOpenIssues } from "../features/webhooks/issues/use-open-issues";
import { formatNumber } from "../lib/format";
import { sparePart } from "../lib/lazy-part";
import { useTRPC } from "../lib/trpc";
import { Logo } from "./logo";
import { screensFor } from "./navigation";
import { preloadScreen } from "./screens";
import { OperatorMenu } from "./operator-menu";
import { useRunningCount, useToApprove } from "./recent-runs";
import { t } from "./words";

/** What they say takes more code than the rest of the sidebar, and what they tell of is asked after the first picture. */
const HealthDots = sparePart(async () => (await import("./health-dots")).HealthDots);

export function Sidebar({ me, onShortcuts }: { me: Me; onShortcuts: () => void }) {
  const trpc = useTRPC();
  const facets = useQuery(trpc.users.facets.queryOptions(undefined, { refetchInterval: 5_000 }));
  const running = useRunningCount();
  const toApprove = useToApprove().length;
  const issues = useOpenIssues();
  const badges: Record<string, string | null> = {
    "/users": facets.data ? formatNumber(facets.data.total) : null,
    "/webhooks": issues > 0 ? t("issues", { count: issues }) : null,
    "/runs":
      toApprove > 0 ? t("toApprove", { count: toApprove }) : running > 0 ? formatNumber(running) : null,
  };
  return (
    <aside aria-label="Tandem" className="flex w-52 shrink-0 flex-col border-r border-line bg-bg">
      <div className="flex h-13 items-center px-4">
        <Logo />
      </div>
      <nav aria-label={t("main")} className="flex flex-1 flex-col gap-0.5 px-2 pt-1">
        {screensFor(me.role).map(({ to, name, icon: Icon }) => (
          <NavLink
            key={to}
            to={to}
            onPointerEnter={() => preloadScreen(to)}
            onFocus={() => preloadScreen(to)}
            className={({ isActive }) =>
              clsx(
                "flex h-8 items-center gap-2.5 rounded-control px-2 font-medium transition-colors",
                isActive ? "bg-press text-fg" : "text-fg-2 hover:bg-hover hover:text-fg",
              )
            }
          >
            <Icon aria-hidden className="size-4 opacity-80" />
            {name}
            {badges[to] ? (
              <span className="nums ml-auto text-sm font-normal text-fg-2">{badges[to]}</span>
            ) : null}
          </NavLink>
        ))}
      </nav>
      <Afterwards until={<div className="h-18" />}>
        <HealthDots />
      </Afterwards>
      <div className="border-t border-line p-2">
        <OperatorMenu me={me} onShortcuts={onShortcuts} />
      </div>
    </aside>
  );
}
