import { sparePart } from "../lib/lazy-part";
import { FilterButton } from "./filter-button";
import { Popover } from "./popover";
import type { RangePanelProps } from "./range-panel";

const Panel = sparePart(async () => (await import("./range-panel")).RangePanel);

export type Range = { from: string | null; to: string | null };
export type End = keyof Range;

type Props = RangePanelProps & {
  label: string;
  /** What is chosen, in words. */
  chosen: string | null;
};

/** A filter by time: its button says what is chosen, its panel comes when somebody opens it. */
export function RangeFilter({ label, chosen, ...panel }: Props) {
  return (
    <Popover label={label} trigger={<FilterButton label={label} chosen={chosen} />}>
      <Panel {...panel} />
    </Popover>
  );
}
