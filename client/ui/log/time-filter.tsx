import { useNow } from "../../lib/clock";
import { localMinute, momentOfLocal } from "../../lib/local-minute";
import { rangeWords } from "../../lib/span-words";
import { RangeFilter, type Range } from "../range-filter";
import { t } from "./words";

/** ISO 8601 in UTC; the end is not included. */
type Props = Range & { label: string; onChange: (range: Range) => void };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer ones begin with a whole hour: those are counted, so their figures are exact. */
const presets = [
  [t("lastHour"), HOUR_MS],
  [t("lastDay"), 24 * HOUR_MS],
  [t("lastWeek"), 168 * HOUR_MS],
] as const;

/** When it was, to the minute. */
export function TimeFilter({ label, from, to, onChange }: Props) {
  const now = useNow();
  const since = (back: number) => {
    const whole = back > HOUR_MS ? HOUR_MS : MINUTE_MS;
    return new Date(Math.floor((now - back) / whole) * whole).toISOString();
  };
  return (
    <RangeFilter
      label={label}
      chosen={rangeWords({ from, to })}
      range={{ from, to }}
      onChange={onChange}
      type="datetime-local"
      names={{ from: t("from"), to: t("before") }}
      shown={(iso) => localMinute(Date.parse(iso))}
      read={momentOfLocal}
      presets={presets.map(([name, back]) => [name, since(back)] as const)}
      className="flex flex-col gap-3"
    />
  );
}
