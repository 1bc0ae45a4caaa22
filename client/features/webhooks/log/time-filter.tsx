import { useNow } from "../../../lib/clock";
import { formatDayAndMinute } from "../../../lib/format";
import { localMinute, momentOfLocal } from "../../../lib/local-minute";
import { Button } from "../../../ui/button";
import { Field } from "../../../ui/field";
import { FilterButton } from "../../../ui/filter-button";
import { Input } from "../../../ui/input";
import { Popover } from "../../../ui/popover";
import { spanWords } from "../watching/bucket-words";
import { t } from "./words";

/** ISO 8601 in UTC; the end is not included. */
type Range = { from: string | null; to: string | null };
type Props = Range & { label?: string; onChange: (range: Range) => void };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Longer ones begin with a whole hour: those are counted, so their figures are exact. */
const presets = [
  [t("lastHour"), HOUR_MS],
  [t("lastDay"), 24 * HOUR_MS],
  [t("lastWeek"), 168 * HOUR_MS],
] as const;

/** When it was, to the minute: when it arrived, unless `label` says otherwise. */
export function TimeFilter({ label = t("received"), from, to, onChange }: Props) {
  const now = useNow();
  const minute = (iso: string | null) => (iso === null ? "" : localMinute(Date.parse(iso)));
  const since = (back: number) => {
    const whole = back > HOUR_MS ? HOUR_MS : MINUTE_MS;
    return new Date(Math.floor((now - back) / whole) * whole).toISOString();
  };
  return (
    <Popover label={label} trigger={<FilterButton label={label} chosen={rangeWords({ from, to })} />}>
      <div className="flex w-64 flex-col gap-3">
        <Field label={t("from")}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={minute(from)}
              max={minute(to) || undefined}
              onChange={(event) => onChange({ from: momentOfLocal(event.target.value), to })}
            />
          )}
        </Field>
        <Field label={t("before")}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={minute(to)}
              min={minute(from) || undefined}
              onChange={(event) => onChange({ from, to: momentOfLocal(event.target.value) })}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-1">
          {presets.map(([name, back]) => (
            <Button key={name} size="sm" onClick={() => onChange({ from: since(back), to: null })}>
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

export function rangeWords({ from, to }: Range): string | null {
  const words = (iso: string) => formatDayAndMinute(Date.parse(iso));
  if (from && to) return spanWords(Date.parse(from), Date.parse(to));
  if (from) return t("sinceMoment", { when: words(from) });
  return to ? t("beforeMoment", { when: words(to) }) : null;
}
