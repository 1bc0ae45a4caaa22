/**
 * Moves what was committed from the write-ahead log to its place in the file, in a thread of its own: it waits for the
 * disk twice, and nobody else should. The log is durable by itself, so nothing depends on when this happens.
 */
import type { Environment } from "./documents";
import { Aside } from "./driver";

/** About as many pages as SQLite itself would wait for, with a few indexes to each document. */
const WRITES_BETWEEN = 250;

export class Checkpoints {
  readonly #env: Environment;
  readonly #onError: (error: unknown) => void;
  #aside: Aside | null = null;
  #underWay: Promise<void> | null = null;
  #writesAtLast = 0;
  #stopped = false;

  constructor(env: Environment, onError: (error: unknown) => void) {
    this.#env = env;
    this.#onError = onError;
    this.#stopped = env.db.path === ":memory:";
  }

  /** To be called after each commit. */
  committed(): void {
    if (this.#stopped || this.#underWay !== null) return;
    if (this.#env.writes - this.#writesAtLast < WRITES_BETWEEN) return;
    this.#writesAtLast = this.#env.writes;
    this.#aside ??= new Aside(this.#env.db.path).unref();
    this.#underWay = this.#aside.all("PRAGMA wal_checkpoint(PASSIVE)").then(
      () => void (this.#underWay = null),
      (error: unknown) => {
        // SQLite goes on to make its own, where it always did.
        this.#stopped = true;
        this.#underWay = null;
        this.#onError(error);
      },
    );
  }

  /** The file may be closed afterwards. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#underWay;
    await this.#aside?.close();
  }
}
