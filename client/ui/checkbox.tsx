import { clsx } from "clsx";
import type { ComponentProps } from "react";

type Props = Omit<ComponentProps<"input">, "type"> & { indeterminate?: boolean };

/** A native checkbox with our look, drawn by the style sheet alone: cheap enough for every row of a long table. */
export function Checkbox({ indeterminate = false, className, ...rest }: Props) {
  const setMixed = (input: HTMLInputElement | null) => {
    if (input) input.indeterminate = indeterminate;
  };
  return (
    <input
      {...rest}
      ref={setMixed}
      type="checkbox"
      className={clsx(
        "relative size-4 shrink-0 appearance-none rounded-sm border border-line-strong bg-surface",
        "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
        "hover:border-fg-3 disabled:opacity-50 forced-colors:appearance-auto forced-colors:before:hidden",
        "before:absolute before:inset-0 before:m-auto before:size-3 before:bg-on-accent before:opacity-0",
        "checked:before:opacity-100 indeterminate:before:opacity-100",
        TICK,
        BAR,
        className,
      )}
    />
  );
}

const TICK = "before:[clip-path:polygon(79%_21%,37.5%_62%,21%_46%,12%_54%,37.5%_80%,88%_29%)]";
const BAR = "indeterminate:before:[clip-path:inset(43.75%_20%_round_6%)]";
