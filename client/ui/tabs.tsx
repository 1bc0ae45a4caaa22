import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export type TabItem<Value extends string> = { value: Value; label: ReactNode; panel: ReactNode };
type Props<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  items: ReadonlyArray<TabItem<Value>>;
};

export function Tabs<Value extends string>({ label, value, onChange, items }: Props<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onChange(next)}>
      <Base.List
        aria-label={label}
        className="flex gap-4 overflow-x-auto border-b border-line px-4 [scrollbar-width:none] sm:mx-5 sm:px-0"
      >
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="-mb-px h-9 border-b-2 border-transparent font-medium whitespace-nowrap text-fg-2 transition-colors hover:text-fg focus-visible:-outline-offset-2 data-active:border-accent data-active:text-fg"
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="focus-visible:-outline-offset-2">
          {item.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
