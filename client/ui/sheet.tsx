import { Dialog as Base } from "@base-ui/react/dialog";
import { useRef, type ReactNode } from "react";

type Props = {
  open: boolean;
  onClose: () => void;
  /** The name of the sheet for assistive technology; the visible heading is the content's own. */
  label: string;
  /** Modal covers everything (small screens); otherwise what is beside it stays usable. */
  modal: boolean;
  children: ReactNode;
};

/** A drawer at the right edge, 640 px wide, the whole screen where that is all there is. */
export function Sheet({ open, onClose, label, modal, children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()} modal={modal} disablePointerDismissal>
      <Base.Portal>
        <Base.Popup
          ref={popup}
          initialFocus={popup}
          aria-label={label}
          className="fixed top-[var(--taken-top,0px)] right-0 bottom-0 z-30 flex w-full flex-col border-l border-line bg-surface shadow-float transition-[opacity,transform] outline-none data-ending-style:translate-x-3 data-ending-style:opacity-0 data-starting-style:translate-x-3 data-starting-style:opacity-0 sm:w-[640px] sm:max-w-[92vw]"
        >
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
