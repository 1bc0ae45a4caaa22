import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";

type Props = {
  anchor: HTMLElement;
  text: ReactNode;
  onEnter: () => void;
  onLeave: () => void;
  onClose: () => void;
};

/** The part of a tooltip that floats. */
export function TooltipPopup({ anchor, text, onEnter, onLeave, onClose }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={6} className="z-50">
          <Base.Popup
            onPointerEnter={onEnter}
            onPointerLeave={onLeave}
            className="max-w-72 rounded-control border border-line bg-raised px-2 py-1 text-sm text-fg shadow-float"
          >
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
