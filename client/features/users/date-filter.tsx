import { useNow } from "../../lib/clock";
import { dayStart } from "../../lib/days";
import { formatDay } from "../../lib/format";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { FilterButton } from "../../ui/filter-button";
import { Input } from "../../ui/input";
import { Popover } from "../../ui/popover";
import { dayShown, momentAgo } from "./moments";
import { dayWords, t } from "./words";

/** Moments as an address has them. */
type Range = { from: string | null; to: string | null };
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
  const shown = { from: from && dayShown(from, now), to: to && dayShown(to, now) };
  return (
    <Popover label={label} trigger={<FilterButton label={label} chosen={rangeWords({ from, to }, now)} />}>
      <div className="flex w-80 flex-col gap-3">
        <div className="grid grid-cols-2 gap-2">
          <Field label={dayWords("from")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={shown.from ?? ""}
                max={shown.to ?? undefined}
                onChange={(event) => onChange({ from: event.target.value || null, to })}
              />
            )}
          </Field>
          <Field label={dayWords("to")}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={shown.to ?? ""}
                min={shown.from ?? undefined}
                onChange={(event) => onChange({ from, to: event.target.value || null })}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-1">
          {presets.map(([name, moment]) => (
            <Button key={name} size="sm" onClick={() => onChange({ from: moment, to: null })}>
              {name}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={() => onChange({ from: null, to: null })}>
            {t("clear")}
          </Button>
        </div>
      </div>
    </Popover>
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
