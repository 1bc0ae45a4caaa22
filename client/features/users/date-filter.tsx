import { useNow } from "../../lib/clock";
import { dayStart } from "../../lib/days";
import { formatDay } from "../../lib/format";
import { RangeFilter, type Range } from "../../ui/range-filter";
import { dayShown, momentAgo } from "./moments";
import { dayWords } from "./words";

/** Moments as an address has them. */
type Props = Range & { label: string; onChange: (range: Range) => void };

/** Days ago and not dates, so that a view that is kept goes on meaning them. */
const presets = [
  [dayWords("today"), "-0d"],
  [dayWords("yesterday"), "-1d"],
  [dayWords("week"), "-6d"],
  [dayWords("month"), "-29d"],
] as const;

/** When something was: a range of days, both ends included. */
export function DateFilter({ label, from, to, onChange }: Props) {
  const now = useNow();
  return (
    <RangeFilter
      label={label}
      chosen={rangeWords({ from, to }, now)}
      range={{ from, to }}
      onChange={onChange}
      type="date"
      names={{ from: dayWords("from"), to: dayWords("to") }}
      shown={(moment) => dayShown(moment, now)}
      read={(typed) => typed || null}
      presets={presets}
      className="grid grid-cols-2 gap-2"
    />
  );
}

function rangeWords({ from, to }: Range, now: number): string | null {
  const preset = to === null && presets.find(([, moment]) => moment === from);
  if (preset) return preset[0];
  const hours = to && momentAgo(to)?.unit === "h" ? momentAgo(to)?.count : undefined;
  if (from === null && hours !== undefined) return dayWords("overHours", { count: hours });
  const day = (text: string) => formatDay(dayStart(dayShown(text, now)));
  if (from && to)
    return day(from) === day(to) ? day(from) : dayWords("between", { from: day(from), to: day(to) });
  if (from) return dayWords("since", { day: day(from) });
  return to ? dayWords("until", { day: day(to) }) : null;
}
