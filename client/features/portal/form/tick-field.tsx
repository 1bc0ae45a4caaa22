import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";
import { Checkbox } from "../../../ui/checkbox";
import type { FieldState } from "./use-form";

type Props = { label: ReactNode; state: FieldState<boolean> };

/** One tick with its sentence; the whole sentence can be pressed. */
export function TickField({ label, state }: Props) {
  const errorId = useId();
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-11 items-start gap-3 py-2.5">
        <Checkbox
          className="mt-1"
          name={state.name}
          checked={state.value}
          required
          aria-invalid={state.error ? true : undefined}
          aria-describedby={state.error ? errorId : undefined}
          onChange={(event) => state.onChange(event.target.checked)}
          onBlur={state.onLeave}
        />
        <span>{label}</span>
      </label>
      {state.error ? (
        <p id={errorId} className="flex items-start gap-1.5 text-bad">
          <CircleAlert aria-hidden className="mt-[0.2em] size-3.5 shrink-0" />
          {state.error}
        </p>
      ) : null}
    </div>
  );
}
