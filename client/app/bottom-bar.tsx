import { clsx } from "clsx";
import { NavLink } from "../ui/link";
import type { Me } from "../../shared/session-api";
import { screensFor } from "./navigation";
import { preloadScreen } from "./screens";
import { OperatorMenu } from "./operator-menu";
import { t } from "./words";

/** The sidebar of small screens. */
export function BottomBar({ me, onShortcuts }: { me: Me; onShortcuts: () => void }) {
  const inBar = screensFor(me.role).filter(({ seldom }) => !seldom);
  return (
    <div className="flex h-14 shrink-0 border-t border-line bg-bg pb-[env(safe-area-inset-bottom)]">
      <nav aria-label={t("main")} className="flex flex-[4]">
        {inBar.map(({ to, name, icon: Icon }) => (
          <NavLink
            key={to}
            to={to}
            onPointerEnter={() => preloadScreen(to)}
            className={({ isActive }) =>
              clsx(
                "flex flex-1 flex-col items-center justify-center gap-0.5 text-xs focus-visible:-outline-offset-2",
                isActive ? "font-medium text-accent" : "text-fg-2",
              )
            }
          >
            <Icon aria-hidden className="size-5" />
            {name}
          </NavLink>
        ))}
      </nav>
      <OperatorMenu me={me} onShortcuts={onShortcuts} tab />
    </div>
  );
}
