import { print, tell } from "../output";

/** How a command is to answer: for people, or with `--json` for programs. */
export type Shape = { json?: boolean };

type Cell = string | number | null;
/** A column's heading, and what of a row stands below it. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** Rows as a table with a line below it; for programs one JSON object a line, and nothing else. */
export async function showRows<Row>(
  rows: readonly Row[],
  columns: Columns<Row>,
  { json }: Shape,
  below?: string,
): Promise<void> {
  if (json) {
    for (const row of rows) await print(JSON.stringify(row));
    return;
  }
  for (const line of tableOf(rows, columns)) await print(line);
  if (below) tell(below);
}

/** One thing: its facts a line each, or for programs all there is of it as JSON. */
export async function showOne(
  value: unknown,
  facts: Readonly<Record<string, Cell>>,
  { json }: Shape,
): Promise<void> {
  if (json) return print(JSON.stringify(value, null, 2));
  const width = Math.max(...Object.keys(facts).map(({ length }) => length));
  for (const [name, fact] of Object.entries(facts)) await print(`${name.padEnd(width)}  ${shown(fact)}`);
}

function tableOf<Row>(rows: readonly Row[], columns: Columns<Row>): string[] {
  const heads = Object.keys(columns);
  const cells = rows.map((row) => Object.values(columns).map((cell) => shown(cell(row))));
  const widths = heads.map((head, at) =>
    Math.max(head.length, ...cells.map((line) => line[at]?.length ?? 0)),
  );
  return [heads, ...cells].map((line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

/** What somebody else wrote must not move the cursor or colour the terminal. */
const shown = (cell: Cell): string =>
  (cell === null || cell === "" ? "–" : String(cell)).replaceAll(/\p{Cc}/gu, "�");

/** A time in UTC, to the second. */
export const time = (at: number | null): string | null =>
  at === null ? null : `${new Date(at).toISOString().slice(0, 19).replace("T", " ")}Z`;

/** What there is at least, or exactly: "412", "at least 1000". */
export const counted = ({ count, exact }: { count: number; exact: boolean }): string =>
  exact ? String(count) : `at least ${count}`;
