import type { ReactNode } from "react";
import { FilterButton } from "./filter-button";
import { Menu, MenuCheckItem, MenuItem, MenuSeparator } from "./menu";
import { t } from "./words";

export type FilterOption<Value extends string> = {
  value: Value;
  name: string;
  drawn?: ReactNode;
  count?: ReactNode;
};
type Props<Value extends string> = {
  label: string;
  options: ReadonlyArray<FilterOption<Value>>;
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
};

/** A filter by any number of values. */
export function FilterMenu<Value extends string>({ label, options, chosen, onChange }: Props<Value>) {
  const first = options.find((option) => option.value === chosen[0])?.name ?? chosen[0];
  const more = chosen.length > 1 ? ` +${chosen.length - 1}` : "";
  const set = (value: Value, on: boolean) =>
    onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value));
  return (
    <Menu trigger={<FilterButton label={label} chosen={first ? `${first}${more}` : null} />}>
      {options.map((option) => (
        <MenuCheckItem
          key={option.value}
          checked={chosen.includes(option.value)}
          onChange={(on) => set(option.value, on)}
        >
          {option.drawn ?? option.name}
          {option.count === undefined ? null : (
            <span className="nums ml-auto pl-4 text-sm text-fg-3">{option.count}</span>
          )}
        </MenuCheckItem>
      ))}
      {chosen.length > 0 ? (
        <>
          <MenuSeparator />
          <MenuItem onClick={() => onChange([])}>{t("clear")}</MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
