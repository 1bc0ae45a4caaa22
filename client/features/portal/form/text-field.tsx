import type { ComponentProps, ReactNode } from "react";
import { Button } from "../../../ui/button";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import { FieldLabel } from "./field-label";
import type { FieldState } from "./use-form";
import { t } from "./words";

type Props = {
  label: string;
  state: FieldState<string>;
  hint?: ReactNode;
  optional?: boolean;
  /** Only the office changes it: it is shown, and says so. */
  locked?: boolean;
} & Pick<
  ComponentProps<"input">,
  "type" | "autoComplete" | "inputMode" | "autoCapitalize" | "spellCheck" | "maxLength"
>;

export function TextField({ label, state, hint, optional = false, locked = false, ...input }: Props) {
  const { takeBack } = state;
  const isShut = locked && !takeBack;
  return (
    <div>
      <Field
        label={<FieldLabel text={label} optional={optional} />}
        error={state.error}
        hint={isShut ? t("locked") : takeBack ? null : hint}
        required={!optional && !locked}
      >
        {(control) => (
          <Input
            {...control}
            {...input}
            controlSize="lg"
            readOnly={isShut}
            className={isShut ? "bg-off-soft text-fg-2" : undefined}
            name={state.name}
            value={state.value}
            onChange={(event) => state.onChange(event.target.value)}
            onBlur={state.onLeave}
          />
        )}
      </Field>
      {takeBack ? (
        <Button size="lg" className="mt-2" onClick={takeBack}>
          {t("takeBack")}
        </Button>
      ) : null}
    </div>
  );
}
