/**
 * SQLite behind the one API that two drivers share: the module built into Node from 22.13 on, and
 * `@photostructure/sqlite` (prebuilt binaries of the same API) below it. One connection writes; others of this process
 * may read beside it, each a snapshot of what was committed when it began.
 */
import { once } from "node:events";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { messageOf } from "./errors";

type SqlValue = null | number | bigint | string | Uint8Array;
export type Row = Record<string, SqlValue>;

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

function driverName(): string {
  return hasBuiltIn(process.versions.node) ? "node:sqlite" : "@photostructure/sqlite";
}

function loadDriver(): Driver {
  return createRequire(import.meta.url)(driverName()) as Driver;
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

function connect(path: string, file = path): Connection {
  const { DatabaseSync } = loadDriver();
  try {
    return new DatabaseSync(file);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

/** A connection that prepares each statement once. */
export class Sql {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Statement>();

  constructor(
    readonly path: string,
    ...pragmas: string[]
  ) {
    this.#connection = connect(path);
    try {
      for (const pragma of ["busy_timeout = 5000", ...pragmas]) this.#connection.exec(`PRAGMA ${pragma}`);
    } catch (error) {
      this.#connection.close();
      throw cannotOpen(path, error);
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

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }
}

/**
 * Keeps other processes out, for as long as this one lives: an exclusive transaction on a file of its own. The store's
 * own file stays open to further connections of this process, which read while the first one writes.
 */
class Lock {
  readonly #connection: Connection;

  constructor(path: string) {
    this.#connection = connect(path, `${path}-lock`);
    try {
      this.#connection.exec("PRAGMA journal_mode = MEMORY; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
    } catch (error) {
      this.#connection.close();
      throw isLocked(error) ? new StoreInUseError(path) : cannotOpen(path, error);
    }
  }

  release(): void {
    this.#connection.exec("ROLLBACK");
    this.#connection.close();
  }
}

/**
 * Checkpoints are made aside (`checkpoints`), but writers that never pause give those no chance to end the log: beyond
 * 8 MB the one who commits does the little that is left, and the log begins anew.
 */
const CHECKPOINT_HERE_PAGES = 2_000;

/** The connection that writes. One per file: a second process is refused. */
export class Database extends Sql {
  readonly #lock: Lock | null;

  constructor(path: string) {
    const lock = path === ":memory:" ? null : new Lock(path);
    try {
      super(
        path,
        "journal_mode = WAL",
        "synchronous = FULL",
        "cache_size = -65536",
        "foreign_keys = OFF",
        // What was deleted is not to be found in the file any more. It costs nothing that could be measured.
        "secure_delete = ON",
        `wal_autocheckpoint = ${CHECKPOINT_HERE_PAGES}`,
      );
    } catch (error) {
      lock?.release();
      throw error;
    }
    this.#lock = lock;
  }

  override close(): void {
    try {
      this.forgetStatements();
      this.exec("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)");
    } finally {
      super.close();
      this.#lock?.release();
    }
  }
}

/** What the file holds now, whatever is written to it later. Not for ":memory:", which has one connection only. */
export class Snapshot extends Sql {
  constructor({ path }: Database) {
    super(path, "cache_size = -8192");
    this.exec("BEGIN");
    this.sql("SELECT count(*) AS tables FROM sqlite_master").get();
  }

  /** A driver may keep the connection until its statements are collected as garbage; what it reads must not wait. */
  override close(): void {
    this.rollback();
    super.close();
  }
}

/** A connection in a thread of its own, for what takes long or waits for the disk. */
export class Aside {
  readonly #worker: Worker;

  constructor(path: string) {
    this.#worker = new Worker(ASIDE, {
      eval: true,
      execArgv: [],
      workerData: { driver: driverName(), from: import.meta.url, path },
    });
  }

  /** One statement at a time. */
  async all(sql: string, ...parameters: string[]): Promise<Row[]> {
    this.#worker.postMessage({ sql, parameters });
    const [answer] = (await once(this.#worker, "message")) as [{ rows: Row[] } | { error: string }];
    if ("error" in answer) throw new Error(answer.error);
    return answer.rows;
  }

  /** The process may end meanwhile. */
  unref(): this {
    this.#worker.unref();
    return this;
  }

  /** Once the connection is closed. */
  async close(): Promise<void> {
    const ended = once(this.#worker, "exit");
    this.#worker.ref();
    this.#worker.postMessage(null);
    await ended;
  }
}

/** One statement, and no more. */
export async function runAside(path: string, sql: string, ...parameters: string[]): Promise<Row[]> {
  const aside = new Aside(path);
  try {
    return await aside.all(sql, ...parameters);
  } finally {
    await aside.close();
  }
}

/** JavaScript, and as text: a file would have to be found, and compiled, under every loader there is. */
const ASIDE = `
  const { parentPort, workerData } = require("node:worker_threads");
  const { driver, from, path } = workerData;
  const { DatabaseSync } = require("node:module").createRequire(from)(driver);
  let db;
  parentPort.on("message", (asked) => {
    if (asked === null) {
      db?.close();
      return parentPort.close();
    }
    try {
      if (db === undefined) {
        db = new DatabaseSync(path);
        db.exec("PRAGMA busy_timeout = 5000");
      }
      parentPort.postMessage({ rows: db.prepare(asked.sql).all(...asked.parameters) });
    } catch (error) {
      parentPort.postMessage({ error: error.message });
    }
  });
`;
