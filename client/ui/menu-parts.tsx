import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

const entryLook =
  "cursor-default rounded-sm px-2 text-base outline-none select-none data-highlighted:bg-hover";
const itemLook = `${entryLook} flex h-7 items-center gap-2 data-disabled:opacity-50`;

type PopupProps = {
  anchor: HTMLElement;
  onClose: () => void;
  label: string | undefined;
  align: "start" | "end";
  side: "top" | "bottom";
  children: ReactNode;
};

/** An open menu at its button, which gets the focus back. */
export function MenuPopup({ anchor, onClose, label, align, side, children }: PopupProps) {
  return (
    <Base.Root open onOpenChange={(open) => open || onClose()}>
      <Base.Portal>
        <Base.Positioner
          anchor={anchor}
          className="z-50 outline-none"
          sideOffset={4}
          align={align}
          side={side}
        >
          <Base.Popup
            finalFocus={{ current: anchor }}
            aria-label={label}
            className="max-h-[var(--available-height)] min-w-44 overflow-y-auto rounded-panel border border-line bg-raised p-1 shadow-float outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export type ItemProps = ComponentProps<typeof Base.Item> & {
  /** A second, quieter line: why a disabled entry is disabled. It can be read, so it is not faded. */
  description?: string | null;
};

export function MenuItem({ description, children, ...props }: ItemProps) {
  if (!description) {
    return (
      <Base.Item {...props} className={itemLook}>
        {children}
      </Base.Item>
    );
  }
  return (
    <Base.Item {...props} className={`${entryLook} block max-w-72 py-1`}>
      <span className={props.disabled ? "block text-fg-2" : "block"}>{children}</span>
      <span className="block text-sm text-fg-2">{description}</span>
    </Base.Item>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}

export type CheckItemProps = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode };

/** An entry that is on or off; the menu stays open so that several can be chosen. */
export function MenuCheckItem({ checked, onChange, children }: CheckItemProps) {
  return (
    <Base.CheckboxItem checked={checked} onCheckedChange={onChange} closeOnClick={false} className={itemLook}>
      <Tick>{<Base.CheckboxItemIndicator render={<Check aria-hidden className="size-3.5" />} />}</Tick>
      {children}
    </Base.CheckboxItem>
  );
}

export type ChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: ReadonlyArray<readonly [Value, string]>;
};

/** One of a few inside a menu, under a small heading. */
export function MenuChoice<Value extends string>({ label, value, onChange, options }: ChoiceProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)} aria-label={label}>
      <div aria-hidden className="px-2 pt-1.5 pb-0.5 text-xs font-medium text-fg-3">
        {label}
      </div>
      {options.map(([option, name]) => (
        <Base.RadioItem key={option} value={option} className={itemLook}>
          <Tick>{<Base.RadioItemIndicator render={<Check aria-hidden className="size-3.5" />} />}</Tick>
          {name}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

function Tick({ children }: { children: ReactNode }) {
  return <span className="inline-flex w-3.5 shrink-0">{children}</span>;
}
