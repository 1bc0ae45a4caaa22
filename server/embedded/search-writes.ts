/**
 * What the open transaction will change in the search indexes. It is written all at once, before the commit or before a
 * search of the same transaction: FTS5 writes out what it holds at each savepoint, a segment for every one of them, and
 * a group of mutations has as many savepoints as members.
 */
import type { Sql } from "./driver";

export interface TextChange {
  /** The FTS5 table. */
  sql: string;
  pk: number;
  /** The words of the document before and after; "" for none. */
  before: string;
  after: string;
}

/** How far it had come at a savepoint. */
export interface Mark {
  staged: number;
  written: number;
}

export class SearchWrites {
  #changes: TextChange[] = [];
  #written = 0;

  stage(change: TextChange): void {
    if (change.before !== change.after) this.#changes.push(change);
  }

  mark(): Mark {
    return { staged: this.#changes.length, written: this.#written };
  }

  /** Along with the database's own `ROLLBACK TO`, which takes back what was written since. */
  backTo({ staged, written }: Mark): void {
    this.#changes.length = staged;
    this.#written = written;
  }

  write(db: Sql): void {
    for (; this.#written < this.#changes.length; this.#written++) {
      const { sql, pk, before, after } = this.#changes[this.#written]!;
      if (before !== "") db.sql(`DELETE FROM ${sql} WHERE rowid = ?`).run(pk);
      if (after !== "") addText(db, sql, pk, after);
    }
  }

  /** For the next transaction. */
  clear(): void {
    this.#changes = [];
    this.#written = 0;
  }
}

export function addText(db: Sql, sql: string, pk: number, text: string): void {
  if (text !== "") db.sql(`INSERT INTO ${sql} (rowid, words) VALUES (?, ?)`).run(pk, text);
}
