import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

type Props = { trigger: ReactElement; label: string; children: ReactNode };

/** A small panel beside its button, for a few controls that are not worth a dialog. */
export function Popover({ trigger, label, children }: Props) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="z-50" sideOffset={4} align="start">
          <Base.Popup
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
