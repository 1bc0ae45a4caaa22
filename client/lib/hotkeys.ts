import { useEffect, useEffectEvent } from "react";

export type Hotkeys = Partial<Record<string, (event: KeyboardEvent) => void>>;

/** Keys by `event.key`, for the whole page; silent while somebody types or answers a dialog or menu. */
export function useHotkeys(keys: Hotkeys) {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isBusyTarget(event.target)) return;
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run(event);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
}

function isBusyTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("select, textarea, [role=menu], [data-keys=off]"))
    return true;
  return target instanceof HTMLInputElement && target.type !== "checkbox";
}

/** Whether Enter or Space on this element means something already: a link, a button, a tab. */
export const isControl = (target: EventTarget | null) =>
  target instanceof Element && !!target.closest("a, button, input, summary, [role=tab]");
