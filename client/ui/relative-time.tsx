import { useNowWorded } from "../lib/clock";
import { formatExact } from "../lib/format";
import { formatRelative } from "../lib/relative";

/** When, as people say it; the exact time with its zone is in the title. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
  const words = useNowWorded((now) => formatRelative(at, now));
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)} className={className}>
      {words}
    </time>
  );
}
