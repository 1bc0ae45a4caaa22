import { Button } from "./button";
import { Field } from "./field";
import { FilterButton } from "./filter-button";
import { Input } from "./input";
import { Popover } from "./popover";
import { t } from "./words";

export type Range = { from: string | null; to: string | null };
type End = keyof Range;

type Props = {
  label: string;
  /** What is chosen, in words. */
  chosen: string | null;
  range: Range;
  onChange: (range: Range) => void;
  type: "date" | "datetime-local";
  names: Record<End, string>;
  /** An end of the range as the field has it, and the other way round. */
  shown: (end: string) => string;
  read: (typed: string) => string | null;
  presets: ReadonlyArray<readonly [name: string, since: string]>;
  /** The class of how its two fields stand. */
  className: string;
};

/** A filter by time: from, to, and a few ranges that are asked for often. */
export function RangeFilter({ label, chosen, range, onChange, type, names, presets, ...rest }: Props) {
  const { shown, read, className } = rest;
  const value = (end: End) => (range[end] === null ? "" : shown(range[end]));
  const field = (end: End, bounds: { min?: string; max?: string }) => (
    <Field label={names[end]}>
      {(control) => (
        <Input
          {...control}
          {...bounds}
          type={type}
          value={value(end)}
          onChange={(event) => onChange({ ...range, [end]: read(event.target.value) })}
        />
      )}
    </Field>
  );
  return (
    <Popover label={label} trigger={<FilterButton label={label} chosen={chosen} />}>
      <div className="flex w-80 max-w-full flex-col gap-3">
        <div className={className}>
          {field("from", value("to") ? { max: value("to") } : {})}
          {field("to", value("from") ? { min: value("from") } : {})}
        </div>
        <div className="flex flex-wrap gap-1">
          {presets.map(([name, since]) => (
            <Button key={name} size="sm" onClick={() => onChange({ from: since, to: null })}>
              {name}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={() => onChange({ from: null, to: null })}>
            {t("clear")}
          </Button>
        </div>
      </div>
    </Popover>
  );
}
