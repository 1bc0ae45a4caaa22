import { parse } from "csv-parse/sync";
import { LONGEST_LINE, type Line } from "./lines";

/** A record of a CSV file by the line it begins on, or why it cannot be read. */
export type CsvRecord = { line: number; fields: string[] } | { line: number; problem: string };

/** A quoted field may hold line ends, but not the rest of the file: then somebody forgot to close a quote. */
const MOST_LINES = 50;

type TextLine = { number: number; text: string };

/**
 * Puts lines together to CSV records, by their quotes. One bad line costs that line only: when the lines collected
 * from it make no record, it alone is given as a problem, and the others are tried again.
 */
export async function* readCsv(lines: AsyncIterable<Line>, delimiter: string): AsyncGenerator<CsvRecord> {
  let open: TextLine[] = [];
  for await (const line of lines) {
    if ("problem" in line) {
      yield* closeAll(open, delimiter);
      open = [];
      yield { line: line.number, problem: line.problem };
      continue;
    }
    open.push(line);
    if (!isClosed(open) && !isTooLong(open)) continue;
    const [records, rest] = settle(open, delimiter);
    yield* records;
    open = rest;
  }
  yield* closeAll(open, delimiter);
}

/** As many records as the collected lines hold; the rest has a quote that is still open. */
function settle(collected: TextLine[], delimiter: string): [CsvRecord[], TextLine[]] {
  const records: CsvRecord[] = [];
  let rest = collected;
  while (rest.length > 0) {
    const end = closingIndex(rest);
    if (end < 0 && !isTooLong(rest)) break;
    const fields = end < 0 ? null : fieldsOf(rest.slice(0, end + 1), delimiter);
    const line = rest[0]?.number ?? 0;
    records.push(fields ? { line, fields } : { line, problem: "has a quote in the wrong place" });
    rest = rest.slice(fields ? end + 1 : 1);
  }
  return [records, rest];
}

/** At the end of the file nothing more will come that could close a quote. */
function* closeAll(open: TextLine[], delimiter: string): Generator<CsvRecord> {
  let rest = open;
  while (rest.length > 0) {
    const [records, unfinished] = settle(rest, delimiter);
    yield* records;
    const [first, ...others] = unfinished;
    if (first) yield { line: first.number, problem: "has a quote that is never closed" };
    rest = others;
  }
}

/** The index of the line with which the quotes are even for the first time, or -1. */
function closingIndex(lines: TextLine[]): number {
  let odd = false;
  return lines.findIndex(({ text }) => {
    if (quotesIn(text) % 2 === 1) odd = !odd;
    return !odd;
  });
}

const isClosed = (lines: TextLine[]) => closingIndex(lines) >= 0;

const isTooLong = (lines: TextLine[]) =>
  lines.length > MOST_LINES || lines.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_LINE;

const quotesIn = (text: string) => text.split('"').length - 1;

function fieldsOf(lines: TextLine[], delimiter: string): string[] | null {
  const text = lines.map((line) => line.text).join("\n");
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const records: string[][] = parse(text, { delimiter, relax_column_count: true });
    return records.length === 1 ? (records[0] ?? null) : null;
  } catch {
    return null;
  }
}
