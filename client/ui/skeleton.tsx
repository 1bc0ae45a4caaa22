import { clsx } from "clsx";

/** A grey bar where words will be. Sized by its class to the words it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx(
        "block h-3 animate-[ui-shimmer_1.6s_ease-in-out_infinite] rounded-sm bg-press",
        className,
      )}
    />
  );
}
