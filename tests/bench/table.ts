/** How benches print: where they ran, and tables. */
import { cpus, loadavg, totalmem } from "node:os";

export function machine(): string {
  const [cpu] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`;
  return `${new Date().toISOString()}  ${cpus().length} x ${cpu?.model}, ${memory}, Node ${process.version}, load ${load}`;
}

export function printTable(head: string[], rows: string[][]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  for (const row of [head, ...rows]) print(row.map(pad).join("  "));
  print("");
}

export const print = (line: string) => process.stdout.write(`${line}\n`);
