import { cloneElement, useState, type ComponentProps, type ReactElement } from "react";
import { fetchAhead } from "../lib/lazy-part";

type OpenerProps = ComponentProps<"button"> & { "data-popup-open"?: true };
/** The button of something that floats: a `button`, or what hands its properties on to one. */
export type OpenerElement = ReactElement<OpenerProps>;

/**
 * Opens and closes what belongs to a button, `anchor` being that button while it is open. `load` fetches the code: it
 * starts when somebody points at the button or comes to it by Tab, and what opens waits for it, so as not to suspend.
 */
export function useOpener(trigger: OpenerElement, popup: "menu" | "dialog", load: () => Promise<unknown>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const open = (button: HTMLElement) => {
    const show = () => setAnchor(button);
    void load().then(show, show);
  };
  const { props } = trigger;
  const opener = cloneElement(trigger, {
    "aria-haspopup": popup,
    "aria-expanded": anchor !== null,
    ...(anchor ? { "data-popup-open": true } : {}),
    onPointerEnter: (event) => {
      props.onPointerEnter?.(event);
      fetchAhead(load);
    },
    onFocus: (event) => {
      props.onFocus?.(event);
      fetchAhead(load);
    },
    onClick: (event) => {
      props.onClick?.(event);
      if (anchor) setAnchor(null);
      else open(event.currentTarget);
    },
    onKeyDown: (event) => {
      props.onKeyDown?.(event);
      if (popup !== "menu" || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      open(event.currentTarget);
    },
  });
  return { opener, anchor, close: () => setAnchor(null) };
}
