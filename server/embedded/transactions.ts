/**
 * The one way to the database: queries and mutations run one after another, each alone. Handlers do no I/O of their own,
 * so this costs no throughput and makes every mutation serialisable.
 *
 * Group commit: a mutation that ends while others wait leaves the transaction open for them (a savepoint each), and one
 * COMMIT, i.e. one fsync, makes all of them durable. Nobody is answered before it, not even a query that ran in between,
 * for it may have seen what is not durable yet.
 */
import type { Environment } from "./documents";

type Kind = "query" | "mutation" | "alone";

interface Job {
  kind: Kind;
  body: () => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** More would only make the first one wait. */
const LARGEST_GROUP = 64;

export class Transactions {
  readonly #waiting: Job[] = [];
  #draining = false;
  #whenIdle: (() => void)[] = [];
  #closed = false;

  constructor(readonly env: Environment) {}

  query<T>(body: () => Promise<T>): Promise<T> {
    return this.#enqueue("query", body);
  }

  /** Commits if `body` resolves, rolls back if it rejects. */
  mutation<T>(body: () => Promise<T>): Promise<T> {
    return this.#enqueue("mutation", body);
  }

  /** Outside any transaction, with nothing else under way: for backups and checks. */
  alone<T>(body: () => Promise<T>): Promise<T> {
    return this.#enqueue("alone", body);
  }

  /** Lets what waits finish, then refuses everything. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#draining) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #enqueue<T>(kind: Kind, body: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error("The store is closed."));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ kind, body, resolve: resolve as (value: unknown) => void, reject });
      if (!this.#draining) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#waiting.length > 0) {
      if (this.#waiting[0]!.kind === "mutation") await this.#runGroup();
      else await settle(this.#waiting.shift()!);
    }
    // In the same turn as the check above, or a job that arrives in between would wait for nobody.
    this.#draining = false;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  async #runGroup(): Promise<void> {
    const answers: { job: Job; answer: () => void }[] = [];
    let members = 0;
    while (members < LARGEST_GROUP && this.#waiting.length > 0 && this.#waiting[0]!.kind !== "alone") {
      const job = this.#waiting.shift()!;
      if (job.kind === "mutation") {
        this.env.db.exec(members === 0 ? "BEGIN IMMEDIATE" : "SAVEPOINT member");
        members += 1;
      }
      answers.push({ job, answer: await this.#runMember(job, members === 1) });
      // Only the first member can end the transaction: it began it without a savepoint.
      if (!this.env.db.inTransaction) break;
    }
    this.#commit(answers);
  }

  async #runMember(job: Job, first: boolean): Promise<() => void> {
    try {
      const value = await job.body();
      if (job.kind === "mutation" && !first) this.env.db.exec("RELEASE member");
      return () => job.resolve(value);
    } catch (error) {
      if (job.kind === "mutation") this.#undo(first);
      return () => job.reject(error);
    }
  }

  #undo(first: boolean): void {
    this.env.writes += 1;
    if (this.env.db.inTransaction)
      this.env.db.exec(first ? "ROLLBACK" : "ROLLBACK TO member; RELEASE member");
  }

  #commit(answers: { job: Job; answer: () => void }[]): void {
    try {
      if (this.env.db.inTransaction) this.env.db.exec("COMMIT");
      for (const { answer } of answers) answer();
    } catch (error) {
      this.env.writes += 1;
      if (this.env.db.inTransaction) this.env.db.exec("ROLLBACK");
      for (const { job } of answers) job.reject(error);
    }
  }
}

async function settle(job: Job): Promise<void> {
  try {
    job.resolve(await job.body());
  } catch (error) {
    job.reject(error);
  }
}
