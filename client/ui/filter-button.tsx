import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

type Props = ComponentProps<"button"> & { label: string; chosen: string | null };

/** The trigger of a filter: its name, and in accent what it is set to. */
export function FilterButton({ label, chosen, className, ...rest }: Props) {
  return (
    <button
      {...rest}
      type="button"
      className={clsx(
        "inline-flex h-7 shrink-0 items-center gap-1 rounded-control border px-2 text-sm transition-colors",
        chosen
          ? "border-accent/40 bg-selected text-fg"
          : "border-line-strong text-fg-2 hover:bg-hover hover:text-fg data-popup-open:bg-hover",
        className,
      )}
    >
      {label}
      {chosen ? <span className="max-w-40 truncate font-medium text-accent">{chosen}</span> : null}
      <ChevronDown aria-hidden className="size-3.5 opacity-60" />
    </button>
  );
}
