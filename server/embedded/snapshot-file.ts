/**
 * A snapshot's ZIP, opened: which tables it holds, under which numbers, and their lines as a stream. Names are read as
 * Convex reads them: `<any folders>/<table>/documents.jsonl`.
 */
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { messageOf } from "./errors";
import { tableNumberOf } from "./ids";

export interface SnapshotTable {
  name: string;
  /** Null if neither `_tables` nor an ID tells it. */
  number: number | null;
  /** Within the ZIP. */
  path: string;
  /** How values are spelled: see `exported-values`. */
  uniform: boolean;
  lines(): AsyncGenerator<string>;
}

export interface SnapshotFile {
  tables: SnapshotTable[];
  skipped: string[];
  close(): void;
}

const DOCUMENTS = /^(?:(.*)\/)?([^/]+)\/documents\.jsonl$/;
const LONGEST_LINE = 16 * 1024 * 1024;

export async function openSnapshotFile(file: string): Promise<SnapshotFile> {
  const zip = await openPromise(file, { autoClose: false }).catch((error: unknown) => {
    throw new Error(`${file} is no snapshot: ${messageOf(error)}`, { cause: error });
  });
  try {
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const { tables, skipped } = await readTables(zip, entries);
    if (tables.length === 0) throw new Error(`${file} is no snapshot: it holds no <table>/documents.jsonl.`);
    return { tables, skipped, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readTables(
  zip: ZipFile,
  entries: Map<string, Entry>,
): Promise<Pick<SnapshotFile, "tables" | "skipped">> {
  const tables: SnapshotTable[] = [];
  const skipped: string[] = [];
  const numbers = new Map<string, number>();
  for (const [path, entry] of entries) {
    const [, folder = "", name = ""] = DOCUMENTS.exec(path) ?? [];
    if (/(^|\/)_(components|storage)\//.test(path)) skipped.push(path);
    else if (name === "_tables") await readNumbers(zip, entry, numbers);
    else if (name.startsWith("_")) skipped.push(path);
    else if (name !== "") {
      const shape = entries.get(`${folder === "" ? "" : `${folder}/`}${name}/generated_schema.jsonl`);
      const uniform = shape !== undefined && (await isUniform(zip, shape));
      tables.push({ name, number: null, path, uniform, lines: () => linesOf(zip, entry) });
    }
  }
  for (const table of tables) table.number = numbers.get(table.name) ?? (await numberOfFirstId(table));
  return { tables, skipped };
}

async function readNumbers(zip: ZipFile, entry: Entry, numbers: Map<string, number>): Promise<void> {
  for await (const line of linesOf(zip, entry)) {
    if (line === "") continue;
    const { name, id } = JSON.parse(line) as { name?: unknown; id?: unknown };
    if (typeof name !== "string" || !Number.isInteger(id))
      throw new Error(`${entry.fileName}: ${line} is no table.`);
    numbers.set(name, id as number);
  }
}

/**
 * `"uniform"` since 2024; before that a shape that told how to read texts. Shapes of plain JSON change nothing; those
 * with other types would be misread.
 */
async function isUniform(zip: ZipFile, entry: Entry): Promise<boolean> {
  const lines: string[] = [];
  for await (const line of linesOf(zip, entry)) if (line !== "") lines.push(line);
  if (lines[0] === `"uniform"`) return true;
  if (lines.length > 1 || /int64|bytes|nan|inf/i.test(lines[0] ?? "")) {
    throw new Error(`${entry.fileName} was written by an old version of Convex: export the snapshot again.`);
  }
  return false;
}

async function numberOfFirstId({ lines }: SnapshotTable): Promise<number | null> {
  for await (const line of lines()) {
    const id = (JSON.parse(line) as { _id?: unknown } | null)?._id;
    return typeof id === "string" ? tableNumberOf(id) : null;
  }
  return null;
}

/** Without `readline`, which also splits at line separators of Unicode; JSON may hold these as they are. */
async function* linesOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const stream = (await zip.openReadStreamPromise(entry)).setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE)
      throw new Error(`${entry.fileName} holds a line longer than any document.`);
    yield* lines;
  }
  if (rest !== "") yield rest;
}
