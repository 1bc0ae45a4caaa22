import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { FastifyReply } from "fastify";

/**
 * Answers with a CSV file, row by row as they come, for any spreadsheet: UTF-8 with its mark, and a value that would be
 * taken for a formula is written as text.
 */
export function sendCsv(
  reply: FastifyReply,
  file: { name: string; columns: string[]; rows: AsyncIterable<string[]> },
): FastifyReply {
  const csv = stringify({ header: true, bom: true, columns: file.columns, escape_formulas: true });
  const rows = Readable.from(file.rows);
  rows.once("error", (error) => csv.destroy(error));
  csv.once("close", () => rows.destroy());
  return reply
    .header("content-type", "text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${file.name}"`)
    .header("cache-control", "no-store")
    .send(rows.pipe(csv));
}
