import { dayEnd, dayOf, dayStart } from "../../lib/days";

/**
 * A moment in an address: a day (`2026-11-03`), a number of days ago (`-6d`; `-0d` is today) or of hours (`-1h`). So a
 * view that is kept says "since yesterday" and goes on meaning it.
 */
export const momentPattern = /^(?:\d{4}-\d{2}-\d{2}|-\d{1,3}[dh])$/u;

const HOUR = 3_600_000;
const ago = (text: string) => {
  const said = /^-(?<count>\d+)(?<unit>[dh])$/u.exec(text)?.groups;
  return said ? { count: Number(said.count), unit: said.unit } : null;
};

/** The day of a moment, as date inputs speak. */
export function dayShown(text: string, now: number): string {
  const back = ago(text);
  if (!back) return text;
  return back.unit === "h" ? dayOf(now - back.count * HOUR) : dayOf(now, back.count);
}

/** When a range begins that is said to be from `text` on, in ms since epoch. */
export const momentStart = (text: string, now: number) => exactly(text, now) ?? dayStart(dayShown(text, now));
/** When a range ends that is said to be up to `text`; a day counts to its end. */
export const momentEnd = (text: string, now: number) => exactly(text, now) ?? dayEnd(dayShown(text, now));

function exactly(text: string, now: number): number | null {
  const back = ago(text);
  return back?.unit === "h" ? now - back.count * HOUR : null;
}

/** How long ago, where it is said in hours or days. */
export const momentAgo = ago;
