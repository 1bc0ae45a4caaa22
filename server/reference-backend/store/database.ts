import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";
import { MIGRATIONS } from "./migrations";
import { SCHEMA } from "./schema";

export type SqlValue = string | number | null;
type Statement = ReturnType<InstanceType<typeof DatabaseSync>["prepare"]>;

/** One SQLite file: prepared statements are kept, transactions nest. All calls are synchronous. */
export class Database {
  private readonly db: InstanceType<typeof DatabaseSync>;
  private readonly statements = new Map<string, Statement>();
  private depth = 0;

  /** Opens (and creates) the file; `":memory:"` is a private database that ends with `close`. */
  constructor(path: string) {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    this.db = new DatabaseSync(path);
    // FULL: what was answered must survive a power cut, not only a killed process.
    this.db.exec("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000;");
    this.db.exec(SCHEMA);
    this.transaction(() => this.migrate());
  }

  /** The first row. `Row` is what the statement selects: nothing checks it. */
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined {
    return this.prepare(sql).get(...values) as Row | undefined;
  }

  /** All rows. `Row` is what the statement selects: nothing checks it. */
  all<Row>(sql: string, ...values: SqlValue[]): Row[] {
    return this.prepare(sql).all(...values) as Row[];
  }

  /** Runs a statement and answers how many rows it changed. */
  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.prepare(sql).run(...values).changes);
  }

  /** Runs `work` in a transaction, or inside one in a savepoint. What it throws undoes it and is thrown on. */
  transaction<T>(work: () => T): T {
    const savepoint = `level_${this.depth}`;
    const [begin, commit, rollback] =
      this.depth === 0
        ? ["begin immediate", "commit", "rollback"]
        : [
            `savepoint ${savepoint}`,
            `release ${savepoint}`,
            `rollback to ${savepoint}; release ${savepoint}`,
          ];
    this.db.exec(begin);
    this.depth++;
    try {
      const result = work();
      this.db.exec(commit);
      return result;
    } catch (error) {
      this.db.exec(rollback);
      throw error;
    } finally {
      this.depth--;
    }
  }

  close(): void {
    this.statements.clear();
    this.db.close();
  }

  /** Runs the steps that this file has not seen; `user_version` counts those it has. */
  private migrate(): void {
    const { user_version: done } = this.db.prepare("pragma user_version").get() as { user_version: number };
    for (const step of MIGRATIONS.slice(done)) this.db.exec(step);
    if (done < MIGRATIONS.length) this.db.exec(`pragma user_version = ${MIGRATIONS.length}`);
  }

  private prepare(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}
