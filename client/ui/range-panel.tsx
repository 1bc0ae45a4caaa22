import { Button } from "./button";
import { Field } from "./field";
import { Input } from "./input";
import type { End, Range } from "./range-filter";
import { t } from "./words";

export type RangePanelProps = {
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

/** From, to, and a few ranges that are asked for often. */
export function RangePanel(props: RangePanelProps) {
  const { range, onChange, type, names, shown, read, presets, className } = props;
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
  );
}
