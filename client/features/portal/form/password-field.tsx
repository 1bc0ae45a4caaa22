import { Eye, EyeOff } from "lucide-react";
import { useState, type FocusEvent, type ReactNode } from "react";
import { Field } from "../../../ui/field";
import { Input } from "../../../ui/input";
import type { FieldState } from "./use-form";
import { t } from "./words";

type Props = {
  label: string;
  /** What the eye shows: "password", "repeated password". */
  subject: string;
  state: FieldState<string>;
  autoComplete: "new-password" | "current-password";
  hint?: ReactNode;
};

export function PasswordField({ label, subject, state, autoComplete, hint }: Props) {
  const [visible, setVisible] = useState(false);
  const Icon = visible ? EyeOff : Eye;
  // Looking at what was typed is not leaving the field.
  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) state.onLeave();
  };
  return (
    <Field label={label} error={state.error} hint={hint} required>
      {(control) => (
        <span className="relative block" onBlur={leave}>
          <Input
            {...control}
            controlSize="lg"
            className="pr-12"
            type={visible ? "text" : "password"}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            name={state.name}
            value={state.value}
            onChange={(event) => state.onChange(event.target.value)}
          />
          <button
            type="button"
            aria-label={t(visible ? "hide" : "show", { subject })}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setVisible(!visible)}
            className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-control text-fg-2 hover:text-fg"
          >
            <Icon aria-hidden className="size-5" />
          </button>
        </span>
      )}
    </Field>
  );
}
