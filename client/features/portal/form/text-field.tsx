import type { ComponentProps, ReactNode } from "react";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import { FieldLabel } from "./field-label";
import type { FieldState } from "./use-form";

type Props = {
  label: string;
  state: FieldState<string>;
  hint?: ReactNode;
  optional?: boolean;
} & Pick<
  ComponentProps<"input">,
  "type" | "autoComplete" | "inputMode" | "autoCapitalize" | "spellCheck" | "maxLength"
>;

export function TextField({ label, state, hint, optional = false, ...input }: Props) {
  return (
    <Field
      label={<FieldLabel text={label} optional={optional} />}
      error={state.error}
      hint={hint}
      required={!optional}
    >
      {(control) => (
        <Input
          {...control}
          {...input}
          controlSize="lg"
          name={state.name}
          value={state.value}
          onChange={(event) => state.onChange(event.target.value)}
          onBlur={state.onLeave}
        />
      )}
    </Field>
  );
}
