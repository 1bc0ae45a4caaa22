import { cloneElement, Suspense, type DOMAttributes, type ReactElement, type ReactNode } from "react";
import { sparePart } from "../lib/lazy-part";
import { useTip } from "./use-tip";

const TooltipPopup = sparePart(async () => (await import("./tooltip-popup")).TooltipPopup);

type Props = { text: ReactNode; children: ReactElement<DOMAttributes<HTMLElement>> };

/**
 * A short explanation beside the thing it explains, on hover and on keyboard focus. `children` must take handlers of
 * pointer and focus. Its popup is fetched when the first is needed: no screen shows one at first.
 */
export function Tooltip({ text, children }: Props) {
  const { anchor, soon, now, later, keep, close } = useTip();
  const { props } = children;
  const trigger = cloneElement(children, {
    onPointerEnter: (event) => {
      props.onPointerEnter?.(event);
      if (event.pointerType === "mouse") soon(event.currentTarget);
    },
    onPointerLeave: (event) => {
      props.onPointerLeave?.(event);
      later();
    },
    onPointerDown: (event) => {
      props.onPointerDown?.(event);
      close();
    },
    onFocus: (event) => {
      props.onFocus?.(event);
      if (event.target.matches(":focus-visible")) now(event.currentTarget);
    },
    onBlur: (event) => {
      props.onBlur?.(event);
      close();
    },
  });
  return (
    <>
      {trigger}
      {anchor ? (
        <Suspense>
          <TooltipPopup anchor={anchor} text={text} onEnter={keep} onLeave={later} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
