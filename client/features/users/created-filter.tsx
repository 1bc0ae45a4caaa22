import { useNow } from "../../lib/clock";
import { dayOf, dayStart } from "../../lib/days";
import { formatDay } from "../../lib/format";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { FilterButton } from "../../ui/filter-button";
import { Input } from "../../ui/input";
import { Popover } from "../../ui/popover";

type Range = { from: string | null; to: string | null };
type Props = Range & { onChange: (range: Range) => void };

const presets = [
  ["Today", 0],
  ["Last 7 days", 6],
  ["Last 30 days", 29],
] as const;

/** When the person was created: a range of days, both ends included. */
export function CreatedFilter({ from, to, onChange }: Props) {
  const now = useNow();
  return (
    <Popover label="Created" trigger={<FilterButton label="Created" chosen={rangeWords({ from, to })} />}>
      <div className="flex w-80 flex-col gap-3">
        <div className="grid grid-cols-2 gap-2">
          <Field label="From">
            {(control) => (
              <Input
                {...control}
                type="date"
                value={from ?? ""}
                max={to ?? undefined}
                onChange={(event) => onChange({ from: event.target.value || null, to })}
              />
            )}
          </Field>
          <Field label="To">
            {(control) => (
              <Input
                {...control}
                type="date"
                value={to ?? ""}
                min={from ?? undefined}
                onChange={(event) => onChange({ from, to: event.target.value || null })}
              />
            )}
          </Field>
        </div>
        <div className="flex flex-wrap gap-1">
          {presets.map(([name, back]) => (
            <Button key={name} size="sm" onClick={() => onChange({ from: dayOf(now, back), to: null })}>
              {name}
            </Button>
          ))}
          <Button size="sm" variant="ghost" onClick={() => onChange({ from: null, to: null })}>
            Clear
          </Button>
        </div>
      </div>
    </Popover>
  );
}

function rangeWords({ from, to }: Range): string | null {
  const day = (text: string) => formatDay(dayStart(text));
  if (from && to) return from === to ? day(from) : `${day(from)} to ${day(to)}`;
  if (from) return `since ${day(from)}`;
  return to ? `until ${day(to)}` : null;
}
