import { clsx } from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const base =
  "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none " +
  "transition-colors disabled:opacity-50 aria-disabled:opacity-50 disabled:cursor-default aria-disabled:cursor-default";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-fg hover:bg-hover active:bg-press",
  ghost: "text-fg-2 hover:bg-hover hover:text-fg active:bg-press",
  danger: "bg-bad text-on-accent hover:bg-bad-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 px-2 text-sm",
  md: "h-8 px-3 text-base",
  lg: "h-11 px-5 text-lg",
};

/** The look of a button, for links that act as one too. */
export const buttonLook = (variant: ButtonVariant = "secondary", size: ButtonSize = "md") =>
  clsx(base, variants[variant], sizes[size]);
