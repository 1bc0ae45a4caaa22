import { clsx } from "clsx";

/** Work under way, for places too small for words; the words are the neighbour's or `label`. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <span role={label ? "status" : undefined} className={clsx("inline-flex size-3.5", className)}>
      <svg viewBox="0 0 16 16" aria-hidden className="size-full animate-[ui-spin_0.8s_linear_infinite]">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" opacity="0.25" />
        <path d="M8 1.75A6.25 6.25 0 0 1 14.25 8" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  );
}
