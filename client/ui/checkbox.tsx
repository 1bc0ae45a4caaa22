import { clsx } from "clsx";
import { Check, Minus } from "lucide-react";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"input">, "type"> & { indeterminate?: boolean };

/** A native checkbox with our look; cheap enough for every row of a long table. */
export function Checkbox({ indeterminate = false, className, ...rest }: Props) {
  const setMixed = (input: HTMLInputElement | null) => {
    if (input) input.indeterminate = indeterminate;
  };
  const icon = "pointer-events-none absolute inset-0 m-auto size-3 text-on-accent opacity-0";
  return (
    <span className={clsx("relative inline-flex size-4 shrink-0", className)}>
      <input
        {...rest}
        ref={setMixed}
        type="checkbox"
        className={clsx(
          "peer size-4 appearance-none rounded-sm border border-line-strong bg-surface",
          "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
          "hover:border-fg-3 disabled:opacity-50",
        )}
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className={clsx(icon, "peer-[&:checked:not(:indeterminate)]:opacity-100")}
      />
      <Minus aria-hidden strokeWidth={3} className={clsx(icon, "peer-indeterminate:opacity-100")} />
    </span>
  );
}
