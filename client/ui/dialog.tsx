import { Dialog as Base } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { IconButton } from "./icon-button";
import { t } from "./words";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Room for two columns, where the screen has it. */
  wide?: boolean;
  /** There is nothing to fill in or to decide: the focus begins on the whole of it, not on its way out. */
  toRead?: boolean;
  children: ReactNode;
};

/** A question that must be answered or left before going on. Put its buttons in a `DialogActions`. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  wide = false,
  toRead = false,
  children,
}: Props) {
  const popupRef = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop
          forceRender
          className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0"
        />
        <Base.Popup
          ref={popupRef}
          {...(toRead ? { initialFocus: popupRef } : {})}
          data-keys="off"
          data-dialog=""
          className={clsx(
            wide
              ? "top-[min(8vh,6rem)] max-h-[88vh] w-[54rem]"
              : "top-[min(20vh,8rem)] max-h-[80vh] w-[30rem]",
            "fixed left-1/2 z-40 flex max-w-[calc(100vw-2rem)] -translate-x-1/2 scroll-pb-20 flex-col gap-4 overflow-y-auto rounded-panel border border-line bg-raised p-5 shadow-float outline-none transition-[opacity,transform] data-ending-style:opacity-0 data-starting-style:translate-y-1 data-starting-style:opacity-0",
          )}
        >
          <div className="pr-8">
            <Base.Title className="text-lg font-semibold">{title}</Base.Title>
            {description ? (
              <Base.Description className="mt-1 text-fg-2">{description}</Base.Description>
            ) : null}
          </div>
          {children}
          <div className="absolute top-4 right-3">
            <Base.Close render={<IconButton label={t("close")} icon={<X className="size-4" />} />} />
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** They stay in sight where the dialog is longer than the screen; nothing shows through below them. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2 in-data-dialog:sticky in-data-dialog:bottom-0 in-data-dialog:-mx-5 in-data-dialog:-mt-2 in-data-dialog:bg-raised in-data-dialog:px-5 in-data-dialog:pt-2 in-data-dialog:after:absolute in-data-dialog:after:inset-x-0 in-data-dialog:after:top-full in-data-dialog:after:h-5 in-data-dialog:after:bg-raised">
      {children}
    </div>
  );
}
