import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlLook, type ControlSize } from "./control-look";

type Props = Omit<ComponentProps<"select">, "size"> & { controlSize?: ControlSize };

/** One of a few. The platform's own list: right on every phone and with every screen reader. */
export function Select({ controlSize = "md", className, children, ...rest }: Props) {
  return (
    <span className={clsx("relative block", className)}>
      <select {...rest} className={clsx(controlLook(controlSize), "appearance-none pr-8")}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-fg-3"
      />
    </span>
  );
}
