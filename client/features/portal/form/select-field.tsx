import { Field } from "../../../ui/field";
import { Select } from "../../../ui/select";
import { FieldLabel } from "./field-label";
import type { FieldState } from "./use-form";

type Props<T extends string> = {
  label: string;
  state: FieldState<T>;
  options: ReadonlyArray<{ value: T; label: string }>;
};

export function SelectField<T extends string>({ label, state, options }: Props<T>) {
  const choose = (chosen: string) => {
    const option = options.find(({ value }) => value === chosen);
    if (option) state.onChange(option.value);
  };
  return (
    <Field label={<FieldLabel text={label} optional />} error={state.error}>
      {(control) => (
        <Select
          {...control}
          controlSize="lg"
          name={state.name}
          value={state.value}
          onChange={(event) => choose(event.target.value)}
          onBlur={state.onLeave}
        >
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
