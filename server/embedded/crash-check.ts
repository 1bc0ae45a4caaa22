/**
 * Whether the last process to have the store open closed it; and if not, a look at the file before anything is built on
 * it. SQLite recovers a file by itself; what is looked for here is a disk that lost what it had promised to keep.
 *
 * Costs a commit at open and one at close. After a crash: SQLite's quick check, which reads the whole file once, and the
 * youngest documents of each table with their index entries, which were being written.
 */
import type { Catalog } from "./catalog";
import type { Database } from "./driver";
import { messageOf } from "./errors";
import { problemsOf, verifyDocument } from "./verify";
import type { DocumentRow } from "./view";

const YOUNGEST = 1_000;
const MOST_NAMED = 5;

export class StoreDamagedError extends Error {
  override name = "StoreDamagedError";
  constructor(
    readonly path: string,
    readonly problems: string[],
  ) {
    super(
      `The store ${path} is damaged: ${problems.slice(0, MOST_NAMED).join("; ")}. ` +
        "Keep the file, and put a backup in its place.",
    );
  }
}

/** Before the schema is looked at. Gives whether the store was closed. */
export function checkFile(db: Database): boolean {
  try {
    return checkUnlessClosed(db);
  } catch (error) {
    // So damaged that it cannot even be checked.
    if (/malformed|invalid fts5/.test(messageOf(error))) refuse(db, [messageOf(error)]);
    throw error;
  }
}

function checkUnlessClosed(db: Database): boolean {
  const known = db.sql("SELECT 1 FROM sqlite_master WHERE name = 'meta'").get() !== undefined;
  const closed = !known || db.sql("SELECT 1 FROM meta WHERE key = 'open'").get() === undefined;
  if (!closed) refuse(db, problemsOf(db.sql("PRAGMA quick_check").all()));
  return closed;
}

export function checkYoungest(db: Database, catalog: Catalog): void {
  const problems: string[] = [];
  for (const table of catalog.tables) {
    const rows = db
      .sql(`SELECT pk, id, size, doc FROM ${table.sql} ORDER BY pk DESC LIMIT ${YOUNGEST}`)
      .all() as unknown as DocumentRow[];
    for (const row of rows) {
      verifyDocument({ db, catalog }, table, row, (where, id, problem) =>
        problems.push(`${table.name}.${where} ${String(id)} ${problem}`),
      );
    }
  }
  refuse(db, problems);
}

function refuse({ path }: Database, problems: string[]): void {
  if (problems.length > 0) throw new StoreDamagedError(path, problems);
}

export function markOpen(db: Database): void {
  db.sql("INSERT OR IGNORE INTO meta (key, value) VALUES ('open', '1')").run();
}

export function markClosed(db: Database): void {
  db.sql("DELETE FROM meta WHERE key = 'open'").run();
}
