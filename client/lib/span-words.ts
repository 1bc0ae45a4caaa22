import { formatDay, formatDayAndMinute, formatMinute } from "./format";
import { spanWord } from "./words";

const DAY_MS = 86_400_000;

/** From one moment up to another: "3 Nov, 09:10 to 09:20", "3 Nov, 22:00 to 4 Nov, 02:00", "3 Nov 2026". */
export function spanWords(from: number, to: number): string {
  if (to - from >= DAY_MS && isMidnight(from)) return daysWords(from, to - 1);
  const sameDay = formatDay(from) === formatDay(to - 1);
  return spanWord("span", {
    from: formatDayAndMinute(from),
    to: sameDay ? formatMinute(to) : formatDayAndMinute(to),
  });
}

function daysWords(from: number, last: number): string {
  const [first, end] = [formatDay(from), formatDay(last)];
  return first === end ? first : spanWord("span", { from: first, to: end });
}

const isMidnight = (at: number) => formatMinute(at) === "00:00";

/** The same for moments in ISO 8601, of which either may be open; `null` for any time at all. */
export function rangeWords({ from, to }: { from: string | null; to: string | null }): string | null {
  const words = (iso: string) => formatDayAndMinute(Date.parse(iso));
  if (from && to) return spanWords(Date.parse(from), Date.parse(to));
  if (from) return spanWord("since", { when: words(from) });
  return to ? spanWord("before", { when: words(to) }) : null;
}

/** A mark under bars that cover so many ms altogether. `past`: they do not end now, so a time alone says no day. */
export function tickWords(at: number, coveredMs: number, past: boolean): string {
  if (coveredMs <= DAY_MS) return past ? formatDayAndMinute(at) : formatMinute(at);
  return coveredMs <= 10 * DAY_MS ? formatDayAndMinute(at) : formatDay(at);
}
