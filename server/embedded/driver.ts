/**
 * SQLite behind the one API that two drivers share: the module built into Node from 22.13 on, and
 * `@photostructure/sqlite` (prebuilt binaries of the same API) below it. Statements are prepared once per text.
 */
import { createRequire } from "node:module";
import { messageOf } from "./errors";

type SqlValue = null | number | bigint | string | Uint8Array;
type Row = Record<string, SqlValue>;

export interface Statement {
  run(...values: SqlValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
  iterate(...values: SqlValue[]): Iterable<Row>;
}

interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

type Driver = { DatabaseSync: new (path: string) => Connection };

function hasBuiltIn(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 13);
}

function loadDriver(): Driver {
  const require = createRequire(import.meta.url);
  const name = hasBuiltIn(process.versions.node) ? "node:sqlite" : "@photostructure/sqlite";
  return require(name) as Driver;
}

/** Thrown when another process has the file open; the message says which file, and what to do. */
export class StoreInUseError extends Error {
  override name = "StoreInUseError";
  constructor(readonly path: string) {
    super(
      `The store ${path} is in use by another process. One file belongs to one process: stop the other one ` +
        `(perhaps a server that is still running), give this one another file, or reach the running store over HTTP.`,
    );
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof Error && /database is locked|SQLITE_BUSY/i.test(error.message);
}

function cannotOpen(path: string, error: unknown): Error {
  return new Error(`The store ${path} cannot be opened: ${messageOf(error)}.`, { cause: error });
}

function connect(path: string): Connection {
  const { DatabaseSync } = loadDriver();
  try {
    return new DatabaseSync(path);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

export class Database {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();

  constructor(readonly path: string) {
    this.#connection = connect(path);
    try {
      this.#connection.exec("PRAGMA locking_mode = EXCLUSIVE");
      this.#connection.exec("PRAGMA journal_mode = WAL");
      this.#connection.exec("PRAGMA synchronous = FULL");
      this.#connection.exec("PRAGMA cache_size = -65536");
      this.#connection.exec("PRAGMA foreign_keys = OFF");
      // Takes the lock now, so that a second process fails here and not in the middle of its work.
      this.#connection.exec("BEGIN EXCLUSIVE; COMMIT");
    } catch (error) {
      this.#connection.close();
      throw isLocked(error) ? new StoreInUseError(path) : cannotOpen(path, error);
    }
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  sql(text: string): Statement {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.#connection.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }

  /** Ends the transaction without its writes; also where SQLite already did so itself (a full disk, say). */
  rollback(): void {
    try {
      this.#connection.exec("ROLLBACK");
    } catch (error) {
      if (!(error instanceof Error && error.message.includes("no transaction is active"))) throw error;
    }
  }

  /** Schema statements invalidate what was prepared against the old tables. */
  forgetStatements(): void {
    this.#statements.clear();
  }

  /**
   * The driver keeps a connection, and with it the lock, until its statements are collected as garbage. So the lock is
   * given back by hand, which SQLite allows only outside WAL; the log is merged into the file on the way.
   */
  close(): void {
    this.#statements.clear();
    try {
      this.#connection.exec("PRAGMA journal_mode = DELETE");
      this.#connection.exec("PRAGMA locking_mode = NORMAL");
      this.#connection.exec("SELECT count(*) FROM sqlite_master");
    } finally {
      this.#connection.close();
    }
  }
}
