import type { Navigator, To } from "react-router";
import { onBack } from "./back";

/** Asked before somebody leaves; `go` leaves after all. */
type Ask = (go: () => void) => void;

/**
 * Has `ask` decide about every way off the screen at `pathname`, until the returned function is called. React Router
 * has `useBlocker` for this, but only with its data router, which this client goes without (app/router.tsx).
 */
export function guardNavigation(navigator: Navigator, pathname: string, ask: Ask): () => void {
  const undo = [guardLinks(navigator, pathname, ask), guardBack(pathname, ask), guardClosing()];
  return () => {
    for (const each of undo) each();
  };
}

/** Links, menus and the palette: they all go through the router's navigator. */
function guardLinks(navigator: Navigator, pathname: string, ask: Ask): () => void {
  const { push, replace } = navigator;
  const guarded =
    (go: Navigator["push"]): Navigator["push"] =>
    (...to) => {
      if (pathOf(to[0]) === pathname) go.apply(navigator, to);
      else ask(() => go.apply(navigator, to));
    };
  Object.assign(navigator, { push: guarded(push), replace: guarded(replace) });
  return () => void Object.assign(navigator, { push, replace });
}

const pathOf = (to: To) =>
  typeof to === "string" ? new URL(to, location.href).pathname : (to.pathname ?? location.pathname);

/** Back and forward have happened when one hears of them: they are taken back first, and done again if wanted. */
function guardBack(pathname: string, ask: Ask): () => void {
  const here = indexNow();
  let expected = false;
  const onPop = (event: PopStateEvent) => {
    if (expected) {
      expected = false;
      return event.stopImmediatePropagation();
    }
    const distance = (indexNow() ?? 0) - (here ?? 0);
    if (location.pathname === pathname || distance === 0) return;
    event.stopImmediatePropagation();
    expected = true;
    history.go(-distance);
    ask(() => history.go(distance));
  };
  return onBack(onPop);
}

/** React Router keeps the place of each entry in the history with the entry. */
const indexNow = () => (history.state as { idx?: number } | null)?.idx;

/** Closing the tab and reloading: the browser asks, in its own words. */
function guardClosing(): () => void {
  const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
  addEventListener("beforeunload", onUnload);
  return () => removeEventListener("beforeunload", onUnload);
}
