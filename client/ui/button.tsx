import { clsx } from "clsx";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { buttonLook, type ButtonSize, type ButtonVariant } from "./button-look";
import { Spinner } from "./spinner";
import { Tooltip } from "./tooltip";

type Props = Omit<ComponentProps<"button">, "disabled"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Under way: the button keeps its width and cannot be pressed again. */
  busy?: boolean;
  disabled?: boolean;
  /** Why it cannot be pressed. It stays reachable, so that everyone can find out. */
  disabledReason?: string | null;
};

export function Button({
  variant = "secondary",
  size = "md",
  icon,
  busy = false,
  disabled = false,
  disabledReason,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: Props) {
  const blocked = busy || !!disabledReason;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) return event.preventDefault();
    onClick?.(event);
  };
  const button = (
    <button
      {...rest}
      type={type}
      disabled={disabled && !disabledReason}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      aria-description={disabledReason ?? undefined}
      onClick={press}
      className={clsx(buttonLook(variant, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
  return disabledReason ? <Tooltip text={disabledReason}>{button}</Tooltip> : button;
}
