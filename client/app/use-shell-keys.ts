import { useNavigate } from "react-router";
import type { Me } from "../../shared/session-api";
import type { Asked } from "../features/palette/palette-host";
import { useHotkeys } from "../lib/hotkeys";
import { goToSearch } from "../lib/search-field";
import { screensFor } from "./navigation";

/** The keys that work on every screen. */
export function useShellKeys(me: Me, onAsk: (asked: Asked) => void) {
  const navigate = useNavigate();
  const screens = screensFor(me.role);
  const go = (to: string) => (screens.some((screen) => screen.to === to) ? () => void navigate(to) : null);
  useHotkeys("everywhere", {
    "mod k": () => onAsk("palette"),
    "?": () => onAsk("shortcuts"),
    "/": () => goToSearch() || void navigate("/users"),
    "g o": go("/overview"),
    "g u": go("/users"),
    "g w": go("/webhooks"),
    "g r": go("/runs"),
    "g c": go("/reconcile"),
    "g a": go("/audit"),
    "g i": go("/import"),
    "g s": go("/settings"),
  });
}
