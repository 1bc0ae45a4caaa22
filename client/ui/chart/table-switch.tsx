import { clsx } from "clsx";
import { Table2 } from "lucide-react";
import { IconButton } from "../icon-button";
import { t } from "./words";

type Props = { chart: string; tabular: boolean; onChange: (tabular: boolean) => void; className?: string };

/** Turns bars into their table and back. */
export function TableSwitch({ chart, tabular, onChange, className }: Props) {
  return (
    <IconButton
      label={t(tabular ? "asBars" : "asTable", { chart })}
      aria-pressed={tabular}
      icon={<Table2 aria-hidden className="size-4" />}
      className={clsx(className, tabular && "bg-press")}
      onClick={() => onChange(!tabular)}
    />
  );
}
