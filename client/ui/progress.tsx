import { clsx } from "clsx";

type Part = { value: number; className: string };
type Props = { label: string; value: number; max: number; parts?: Part[]; className?: string };

/** How far. `parts` splits the bar (done, skipped, failed); without it one accent bar is drawn. */
export function Progress({ label, value, max, parts, className }: Props) {
  const drawn = parts ?? [{ value, className: "bg-accent" }];
  const percent = (part: number) => `${max > 0 ? Math.min(100, (part / max) * 100) : 0}%`;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className={clsx("flex h-1.5 overflow-hidden rounded-full bg-press", className)}
    >
      {drawn.map((part) => (
        <div
          key={part.className}
          className={clsx("h-full transition-[width]", part.className)}
          style={{ width: percent(part.value) }}
        />
      ))}
    </div>
  );
}
