import { Suspense, type ReactNode } from "react";
import { sparePart } from "../lib/lazy-part";
import { useOpener, type OpenerElement } from "./use-opener";

const Popup = sparePart(async () => (await import("./popover-popup")).PopoverPopup);

type Props = { trigger: OpenerElement; label: string; children: ReactNode };

/** A small panel beside its button, for a few controls that are not worth a dialog. */
export function Popover({ trigger, label, children }: Props) {
  const { opener, anchor, close } = useOpener(trigger, "dialog", Popup.fetch);
  return (
    <>
      {opener}
      {anchor ? (
        <Suspense>
          <Popup anchor={anchor} onClose={close} label={label}>
            {children}
          </Popup>
        </Suspense>
      ) : null}
    </>
  );
}
