import { clsx } from "clsx";
import { Table2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { formatNumber } from "../../lib/format";
import { IconButton } from "../../ui/icon-button";
import { countIn, totalIn, type Chart, type Series } from "./chart";
import { Panel } from "./panel";
import { TimeBars } from "./time-bars";
import { TimeTable } from "./time-table";
import { t } from "./words";

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
  const toggle = (
    <IconButton
      label={t(tabular ? "asBars" : "asTable", { chart: chart.title })}
      aria-pressed={tabular}
      icon={<Table2 aria-hidden className="size-4" />}
      className={clsx(tabular && "bg-press")}
      onClick={() => setTabular(!tabular)}
    />
  );
  return (
    <Panel
      title={chart.title}
      note={total === 0 ? nothing : note(total)}
      actions={
        <>
          {actions}
          {toggle}
        </>
      }
    >
      {tabular ? <TimeTable chart={chart} series={series} /> : <TimeBars chart={chart} series={series} />}
      <ul className="flex flex-wrap gap-x-4 text-sm text-fg-2">
        {chart.layers.map((layer) => (
          <li key={layer.name} className="flex items-center gap-1.5">
            <span aria-hidden className={clsx("size-2 rounded-[2px]", layer.look)} />
            {layer.name}
            <span className="nums text-fg">{formatNumber(countIn(layer, series.totals))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
