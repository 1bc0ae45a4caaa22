import type { ReactNode } from "react";
import { Button } from "../button";
import { EmptyState } from "../empty-state";
import { QueryFailed } from "../query-failed";
import { LogGrid, type GridProps } from "./log-grid";
import { LogSkeleton } from "./log-skeleton";
import { t } from "./words";

/** What is said of a log that shows no rows; `older`: nothing fits as far as was looked, and there is more. */
type LogWord =
  "loading" | "notLoaded" | "notLoadedSafety" | "nothingSoFar" | "older" | "nothingFits" | "nothingYet";

type Props<Row> = GridProps<Row> & {
  icon: ReactNode;
  words: (word: LogWord) => string;
  /** What will be here, and where it comes from. */
  nothingYetHelp: ReactNode;
  narrowed: boolean;
  onClear: () => void;
};

/** The rows of a log, or why there are none. */
export function LogList<Row>({ icon, words, nothingYetHelp, narrowed, onClear, ...grid }: Props<Row>) {
  const { list, rows, hasStopped, readOn } = grid.log;
  const skeleton = <LogSkeleton label={words("loading")} look={grid.look} />;
  if (list.isPending) return skeleton;
  if (!list.data)
    return <QueryFailed query={list} title={words("notLoaded")} safety={words("notLoadedSafety")} />;
  if (rows.length > 0) return <LogGrid {...grid} />;
  if (hasStopped) {
    const lookBack = <Button onClick={readOn}>{t("lookBack")}</Button>;
    return (
      <EmptyState icon={icon} title={words("nothingSoFar")} actions={lookBack}>
        {words("older")}
      </EmptyState>
    );
  }
  if (list.hasNextPage || list.isPlaceholderData) return skeleton;
  if (narrowed) {
    const clear = <Button onClick={onClear}>{t("clearFilters")}</Button>;
    return <EmptyState icon={icon} title={words("nothingFits")} actions={clear} />;
  }
  return (
    <EmptyState icon={icon} title={words("nothingYet")}>
      {nothingYetHelp}
    </EmptyState>
  );
}
