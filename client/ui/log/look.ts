import type { ComponentType } from "react";

/** How the rows of a log look. Made once, outside of what is drawn, so that rows that stay the same are not drawn again. */
export type LogLook<Row> = {
  /** The name of the grid. */
  label: string;
  /** Before the ID of a row where the page needs an ID for it. */
  prefix: string;
  idOf: (row: Row) => string;
  /** The heading of each column, and its track of the grid in CSS. */
  columns: ReadonlyArray<readonly [heading: string, track: string]>;
  /** The class of the least width of the columns: below it they scroll sideways. */
  leastWidth: string;
  /** What is in a row: a cell for each column. */
  Cells: ComponentType<{ row: Row }>;
  /** What is in it on a narrow screen: two cells of two lines. */
  NarrowCells: ComponentType<{ row: Row }>;
};

export const tracksOf = (look: Pick<LogLook<never>, "columns">) =>
  look.columns.map(([, track]) => track).join(" ");
