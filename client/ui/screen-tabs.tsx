import { clsx } from "clsx";
import type { ReactNode } from "react";
import { NavLink } from "./link";

type Tab = {
  to: string;
  name: ReactNode;
  /** Whether it is left when something below it is shown. */
  exact?: boolean;
};

/** The ways between the parts of a screen. */
export function ScreenTabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="-ml-2 flex gap-0.5 font-medium sm:-ml-1">
      {tabs.map(({ to, name, exact = false }) => (
        <NavLink
          key={to}
          to={to}
          end={exact}
          className={({ isActive }) =>
            clsx(
              "flex h-7 items-center gap-1 rounded-control px-2 whitespace-nowrap transition-colors",
              isActive ? "bg-press text-fg" : "text-fg-2 hover:bg-hover hover:text-fg",
            )
          }
        >
          {name}
        </NavLink>
      ))}
    </nav>
  );
}
