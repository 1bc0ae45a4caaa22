import { clsx } from "clsx";

export type ControlSize = "sm" | "md" | "lg";

const sizes: Record<ControlSize, string> = {
  sm: "h-7 px-2 text-base",
  md: "h-8 px-2.5 text-base",
  lg: "h-11 px-3 text-lg",
};

/** One look for everything that is filled in: inputs, selects and text areas. */
export const controlLook = (size: ControlSize = "md") =>
  clsx(
    "w-full min-w-0 rounded-control border border-line-strong bg-surface text-fg transition-colors",
    "placeholder:text-fg-3 hover:border-fg-3 aria-invalid:border-bad disabled:opacity-60",
    sizes[size],
  );
