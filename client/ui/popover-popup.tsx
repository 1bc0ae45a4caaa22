import { Popover as Base } from "@base-ui/react/popover";
import type { ReactNode } from "react";

type Props = { anchor: HTMLElement; onClose: () => void; label: string; children: ReactNode };

/** The part of a popover that floats. */
export function PopoverPopup({ anchor, onClose, label, children }: Props) {
  return (
    <Base.Root
      open
      // Its own button closes it by its click; counted here too, the same press would open it again.
      onOpenChange={(open, { event }) => open || anchor.contains(event.target as Node | null) || onClose()}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} className="z-50" sideOffset={4} align="start">
          <Base.Popup
            finalFocus={{ current: anchor }}
            aria-label={label}
            data-keys="off"
            className="rounded-panel border border-line bg-raised p-3 shadow-float outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
