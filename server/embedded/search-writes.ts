/**
 * What the search indexes do not know yet. A change of words costs FTS5 more than the whole document, and many do not
 * last: a state that is a filter goes and comes back with every job. So changes wait here until somebody searches, or
 * until too many have changed; who has changed back by then costs nothing.
 *
 * Which documents wait is kept in the file (`unsearched`), in the transaction that changed them: after a crash their
 * words are worked out anew.
 */
import type { Catalog } from "./catalog";
import type { Sql } from "./driver";
import { messageOf } from "./errors";
import { indexedText } from "./terms";
import type { JsonObject } from "./values";

export interface TextChange {
  /** The FTS5 table. */
  sql: string;
  pk: number;
  /** The words of the document before and after; "" for none. */
  before: string;
  after: string;
}

interface Waiting {
  sql: string;
  pk: number;
  /** The words that are in the index, and those of the document. */
  indexed: string;
  current: string;
}

/**
 * Whoever searches first pays for all of them, some 50 µs each. As many as change and change back within seconds where
 * much is going on.
 */
const MOST_WAITING = 2_500;

export class SearchWrites {
  readonly #waiting = new Map<string, Waiting>();
  /** Indexes out of which a document has gone. */
  readonly #left = new Set<string>();
  /** What the open transaction has done, and what was there before. */
  #journal: { key: string; was: Waiting | undefined }[] = [];

  stage(db: Sql, { sql, pk, before, after }: TextChange): void {
    if (before === after) return;
    const key = `${sql} ${pk}`;
    const was = this.#waiting.get(key);
    if (was === undefined) db.sql("INSERT OR IGNORE INTO unsearched (search, pk) VALUES (?, ?)").run(sql, pk);
    this.#set(key, { sql, pk, indexed: was?.indexed ?? before, current: after });
  }

  /** How far the open transaction had come at a savepoint. */
  mark(): number {
    return this.#journal.length;
  }

  /** Along with the database's own `ROLLBACK TO`, which takes back what was written since. */
  backTo(mark: number): void {
    for (const { key, was } of this.#journal.splice(mark).reverse()) {
      if (was === undefined) this.#waiting.delete(key);
      else this.#waiting.set(key, was);
    }
  }

  /** Brings the indexes up to date: in the open transaction, or in one of its own. */
  write(db: Sql): void {
    if (this.#waiting.size === 0) return;
    const mark = this.mark();
    try {
      db.exec("SAVEPOINT texts");
      for (const key of [...this.#waiting.keys()]) this.#write(db, key);
      db.exec("RELEASE texts");
    } catch (error) {
      this.backTo(mark);
      takeBack(db);
      throw error;
    }
  }

  /** To be called before each commit: forgets what changed back, and keeps few waiting. */
  settle(db: Sql): void {
    for (const { key } of [...this.#journal]) {
      const waiting = this.#waiting.get(key);
      if (waiting?.indexed === waiting?.current) this.#write(db, key);
    }
    const surplus = this.#waiting.size - MOST_WAITING;
    if (surplus <= 0) return;
    for (const key of [...this.#waiting.keys()].slice(0, surplus)) this.#write(db, key);
  }

  /** FTS5 keeps the words of documents that have gone until it merges what it has: at the end it does. */
  forgetWords(db: Sql): void {
    for (const sql of this.#left) db.exec(`INSERT INTO ${sql} (${sql}) VALUES ('optimize')`);
    this.#left.clear();
  }

  /** At the beginning of each transaction. */
  begin(): void {
    this.#journal = [];
  }

  #write(db: Sql, key: string): void {
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) return;
    const { sql, pk, indexed, current } = waiting;
    if (indexed !== current) replaceText(db, sql, pk, current);
    if (current === "") this.#left.add(sql);
    db.sql("DELETE FROM unsearched WHERE search = ? AND pk = ?").run(sql, pk);
    this.#set(key, undefined);
  }

  #set(key: string, waiting: Waiting | undefined): void {
    this.#journal.push({ key, was: this.#waiting.get(key) });
    if (waiting === undefined) this.#waiting.delete(key);
    else this.#waiting.set(key, waiting);
  }
}

/** SQLite may have ended the whole transaction itself: a full disk does that. */
function takeBack(db: Sql): void {
  try {
    db.exec("ROLLBACK TO texts; RELEASE texts");
  } catch (error) {
    if (!messageOf(error).includes("no such savepoint")) throw error;
  }
}

export function addText(db: Sql, sql: string, pk: number, text: string): void {
  if (text !== "") db.sql(`INSERT INTO ${sql} (rowid, words) VALUES (?, ?)`).run(pk, text);
}

function replaceText(db: Sql, sql: string, pk: number, text: string): void {
  db.sql(`DELETE FROM ${sql} WHERE rowid = ?`).run(pk);
  addText(db, sql, pk, text);
}

/** Once a file is open: the words of what waited when the last process ended. */
export function writeLeftOver(db: Sql, catalog: Catalog): void {
  for (const table of catalog.tables) {
    for (const index of table.searches.values()) {
      for (const { pk } of db.sql("SELECT pk FROM unsearched WHERE search = ?").all(index.sql)) {
        const row = db.sql(table.statements.readAt).get(pk as number);
        const document = row === undefined ? null : (JSON.parse(row.doc as string) as JsonObject);
        replaceText(db, index.sql, pk as number, document === null ? "" : indexedText(index, document));
      }
    }
  }
  db.exec("DELETE FROM unsearched");
}
