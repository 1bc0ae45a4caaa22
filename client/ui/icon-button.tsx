import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./tooltip";

type Props = Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  icon: ReactNode;
  hint?: ReactNode;
};

/** A square button with a picture only; its name is also its tooltip (or `hint`). */
export function IconButton({ label, icon, hint, className, type = "button", ...rest }: Props) {
  return (
    <Tooltip text={hint ?? label}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={clsx(
          "inline-flex size-7 shrink-0 items-center justify-center rounded-control text-fg-2 transition-colors",
          "hover:bg-hover hover:text-fg active:bg-press disabled:opacity-40 disabled:cursor-default",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
