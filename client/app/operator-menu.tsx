import { clsx } from "clsx";
import { CircleUserRound, Ellipsis } from "lucide-react";
import { useLocation } from "react-router";
import type { Me } from "../../shared/session-api";
import { sparePart } from "../lib/lazy-part";
import { Menu } from "../ui/menu";
import { screensFor } from "./navigation";
import { t } from "./words";

const Items = sparePart(async () => (await import("./operator-menu-items")).OperatorMenuItems);

type Props = { me: Me; tab?: boolean; onShortcuts: () => void };

/** Who is signed in, and how they like it. `tab` is its shape in the bottom bar of small screens. */
export function OperatorMenu({ me, tab = false, onShortcuts }: Props) {
  const here = useIsWithin(me) && tab;
  const Icon = tab ? Ellipsis : CircleUserRound;
  const trigger = (
    <button
      type="button"
      aria-label={t(tab ? "moreOf" : "accountOf", { name: me.name })}
      className={clsx(
        "transition-colors hover:bg-hover data-popup-open:bg-press",
        tab
          ? "flex flex-1 flex-col items-center justify-center gap-0.5 text-xs"
          : "flex h-9 w-full items-center gap-2.5 rounded-control px-2 text-left",
        here ? "font-medium text-accent" : tab && "text-fg-2",
      )}
    >
      <Icon aria-hidden className={clsx("shrink-0", tab ? "size-5" : "size-4 text-fg-2")} />
      {tab ? t("more") : <span className="min-w-0 flex-1 truncate font-medium">{me.name}</span>}
    </button>
  );
  return (
    <Menu trigger={trigger} side="top" align={tab ? "end" : "start"}>
      <Items me={me} withScreens={tab} onShortcuts={onShortcuts} />
    </Menu>
  );
}

/** Whether what is shown is one of the screens that a small screen keeps in this menu. */
function useIsWithin(me: Me): boolean {
  const { pathname } = useLocation();
  return screensFor(me.role).some(({ to, seldom }) => seldom && pathname.startsWith(to));
}
