import { clsx } from "clsx";
import { useId } from "react";

type Props<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: ReadonlyArray<readonly [Value, string]>;
};

/** One of a few, all in sight. Native radio buttons, so that the arrow keys move between them. */
export function Segments<Value extends string>({ label, value, onChange, options }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className="inline-flex shrink-0 rounded-control border border-line-strong p-px">
      <legend className="sr-only">{label}</legend>
      {options.map(([option, words]) => (
        <label
          key={option}
          className={clsx(
            "flex h-6 cursor-pointer items-center rounded-sm px-2 text-sm transition-colors",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
            option === value ? "bg-press font-medium text-fg" : "text-fg-2 hover:text-fg",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
            className="sr-only"
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
