import { useEffectEvent, useLayoutEffect } from "react";
import type { KeyOf, Place } from "./shortcuts";

type Handler = (event: KeyboardEvent) => void;
/** What each key of a place does; `null` while it does nothing there. */
export type Hotkeys<Where extends Place> = Record<KeyOf<Where>, Handler | null>;

/** How long after the first key of a pair the second one still belongs to it, in ms. */
const PAIR_MS = 1_200;
const handlers: Array<(key: string) => Handler | null> = [];
let first = { key: "", at: 0 };

/** Keys for the whole page, by the table of shortcuts; silent while somebody types or answers a dialog or menu. */
export function useHotkeys<Where extends Place>(_where: Where, keys: Hotkeys<Where>) {
  const find = useEffectEvent(
    (key: string) => (keys as Partial<Record<string, Handler | null>>)[key] ?? null,
  );
  // As soon as the screen is seen: an effect that waits for its picture lets go by what is pressed at once.
  useLayoutEffect(() => {
    const handler = (key: string) => find(key);
    if (handlers.length === 0) document.addEventListener("keydown", listen);
    handlers.push(handler);
    return () => {
      handlers.splice(handlers.indexOf(handler), 1);
      if (handlers.length === 0) document.removeEventListener("keydown", listen);
    };
  }, []);
}

function listen(event: KeyboardEvent) {
  if (event.defaultPrevented || event.altKey) return;
  const mod = event.ctrlKey || event.metaKey;
  if (!mod && isBusyTarget(event.target)) return;
  const handler = mod ? handlerOf(`mod ${event.key.toLowerCase()}`) : (second(event) ?? handlerOf(event.key));
  if (!handler) return;
  event.preventDefault();
  handler(event);
}

/** What the pair does that this key ends, if it ends one. */
function second({ key, timeStamp }: KeyboardEvent): Handler | null {
  const pair = timeStamp - first.at < PAIR_MS ? handlerOf(`${first.key} ${key}`) : null;
  first = pair ? { key: "", at: 0 } : { key, at: timeStamp };
  return pair;
}

/** What was put on the page last hears first: a drawer before the list beside it. */
function handlerOf(key: string): Handler | null {
  for (const find of handlers.toReversed()) {
    const handler = find(key);
    if (handler) return handler;
  }
  return null;
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
