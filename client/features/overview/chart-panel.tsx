import { useState, type ReactNode } from "react";
import { formatNumber } from "../../lib/format";
import { totalIn, type Chart, type Series } from "../../ui/chart/chart";
import { Legend } from "../../ui/chart/legend";
import { TableSwitch } from "../../ui/chart/table-switch";
import { TimeBars } from "../../ui/chart/time-bars";
import { TimeTable } from "../../ui/chart/time-table";
import { Panel } from "./panel";

type Props<Counts> = {
  chart: Chart<Counts>;
  series: Series<Counts> & { totals: Counts };
  /** What it comes to, in a line. */
  note: (total: number) => string;
  nothing: string;
  actions?: ReactNode;
};

/** Something over time, as bars or as a table. */
export function ChartPanel<Counts>({ chart, series, note, nothing, actions }: Props<Counts>) {
  const [tabular, setTabular] = useState(false);
  const total = totalIn(chart, series.totals);
  return (
    <Panel
      title={chart.title}
      note={total === 0 ? nothing : note(total)}
      actions={
        <>
          {actions}
          <TableSwitch chart={chart.title} tabular={tabular} onChange={setTabular} />
        </>
      }
    >
      {tabular ? (
        // As high as the bars with what is written under them.
        <TimeTable chart={chart} series={series} className="h-[131px] max-md:h-[99px]" />
      ) : (
        <TimeBars chart={chart} series={series} className="h-28 max-md:h-20" />
      )}
      <Legend layers={chart.layers} count={({ count }) => formatNumber(count(series.totals))} />
    </Panel>
  );
}
