/**
 * Writes a snapshot as `npx convex export` does, which `npx convex import` takes: a ZIP of JSON lines per table, with IDs
 * and creation times. Streams, and shows one moment of the store whatever is written meanwhile. Scheduled functions are
 * not in it, as in Convex's. The file appears when it is complete.
 */
import { once } from "node:events";
import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Table } from "./catalog";
import { parseDocument } from "./documents";
import type { Sql } from "./driver";
import type { Engine } from "./engine";
import { toExported } from "./exported-values";
import { Pace } from "./pace";
import { batchesOf, withView } from "./view";

const README = `# A snapshot of a Convex deployment

\`npx convex import --replace <this file>\` puts it into one. See https://docs.convex.dev/database/import-export/export
`;
/** Says that the documents of a table are spelled as `exported-values` tells. */
const UNIFORM = `"uniform"\n`;

/** Refuses to overwrite. Gives how many documents of which table there are. */
export async function exportStore(engine: Engine, file: string): Promise<Record<string, number>> {
  if (existsSync(file)) throw new Error(`${file} exists; an export does not overwrite.`);
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  try {
    const counts = await withView(engine, ({ db, catalog }) =>
      writeZip(
        partial,
        db,
        [...catalog.tables].filter(({ name }) => !name.startsWith("_")),
      ),
    );
    await rename(partial, file);
    return counts;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function writeZip(file: string, db: Sql, tables: Table[]): Promise<Record<string, number>> {
  const zip = new ZipFile();
  const counts: Record<string, number> = {};
  const numbers = tables.map(({ name, number }) => ({ name, id: number })).sort((a, b) => a.id - b.id);
  zip.addBuffer(Buffer.from(README), "README.md");
  zip.addBuffer(
    Buffer.from(numbers.map((one) => `${JSON.stringify(one)}\n`).join("")),
    "_tables/documents.jsonl",
  );
  const streams = tables.map((table) => {
    const stream = Readable.from(linesOf(db, table, (count) => (counts[table.name] = count)));
    zip.addReadStream(stream, `${table.name}/documents.jsonl`);
    zip.addBuffer(Buffer.from(UNIFORM), `${table.name}/generated_schema.jsonl`);
    return stream;
  });
  zip.end();
  const output = createWriteStream(file);
  try {
    // The package does not pass on what goes wrong in what it reads.
    await Promise.race([pipeline(zip.outputStream, output), ...[zip, ...streams].map(failureOf)]);
    return counts;
  } finally {
    output.destroy();
  }
}

async function failureOf(emitter: ZipFile | Readable): Promise<never> {
  const [error] = (await once(emitter, "error")) as [Error];
  throw error;
}

async function* linesOf(db: Sql, table: Table, done: (count: number) => void): AsyncGenerator<Buffer> {
  const pace = new Pace();
  let count = 0;
  for (const rows of batchesOf(db, table)) {
    yield Buffer.from(rows.map(({ doc }) => `${toExported(parseDocument(doc))}\n`).join(""));
    count += rows.length;
    await pace.turnIfDue();
  }
  done(count);
}
