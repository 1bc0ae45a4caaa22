/**
 * The one way to the database: queries and mutations run one after another, each alone. Handlers do no I/O of their own,
 * so this costs no throughput and makes every mutation serialisable.
 *
 * Group commit: a mutation that ends while others wait leaves the transaction open for them (a savepoint each), and one
 * COMMIT, i.e. one fsync, makes all of them durable. Nobody is answered before it, not even a query that ran in between,
 * for it may have seen what is not durable yet. Of 64 callers nobody waits for more than two commits: the one of a group
 * that had closed already, and their own.
 *
 * The event loop turns between groups, and within a long one: requests come in and timers run under any load.
 */
import type { Checkpoints } from "./checkpoints";
import type { Environment } from "./documents";
import { Pace } from "./pace";
import { setSavepoint } from "./savepoint";

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
  readonly #pace = new Pace();

  constructor(
    readonly env: Environment,
    readonly checkpoints: Checkpoints,
  ) {}

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
      else (await outcome(this.#waiting.shift()!)).give();
      await this.#pace.turnIfDue();
    }
    // In the same turn as the check above, or a job that arrives in between would wait for nobody.
    this.#draining = false;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  async #runGroup(): Promise<void> {
    const first = this.#waiting.shift()!;
    const answers: Answer[] = [];
    try {
      this.#begin();
      const answer = await outcome(first);
      if (answer.failed) return this.#rollback([answer]);
      answers.push(answer);
      await this.#joinOthers(answers);
      this.#commit();
    } catch (error) {
      // The database itself refused: nothing of the group is durable, whatever its members gave.
      const all = answers.length > 0 ? answers : [{ job: first, failed: true, give: () => undefined }];
      return this.#rollback(all.map(({ job }) => ({ job, failed: true, give: () => job.reject(error) })));
    }
    for (const { give } of answers) give();
  }

  async #joinOthers(answers: Answer[]): Promise<void> {
    for (let members = 1; members < LARGEST_GROUP;) {
      // Requests that lie in their sockets have not been read yet: one turn, and they can join.
      if (this.#waiting.length === 0) await this.#pace.turn();
      else await this.#pace.turnIfDue();
      const job = this.#waiting[0];
      if (job === undefined || job.kind === "alone") return;
      this.#waiting.shift();
      if (job.kind === "query") {
        answers.push(await outcome(job));
        continue;
      }
      members += 1;
      // Pushed before it is known, so that a failing savepoint rejects this one, too.
      const place = answers.push({ job, failed: true, give: () => undefined }) - 1;
      const savepoint = setSavepoint(this.env, "member");
      const answer = await outcome(job);
      if (answer.failed) savepoint.takeBack();
      else savepoint.keep();
      answers[place] = answer;
    }
  }

  #begin(): void {
    this.env.texts.begin();
    this.env.cache.begin();
    this.env.db.exec("BEGIN IMMEDIATE");
  }

  #commit(): void {
    this.env.texts.settle(this.env.db);
    this.env.db.exec("COMMIT");
    this.checkpoints.committed();
  }

  #rollback(answers: Answer[]): void {
    this.env.writes += 1;
    this.env.db.rollback();
    this.env.texts.backTo(0);
    this.env.cache.backTo(0);
    for (const { give } of answers) give();
  }
}

interface Answer {
  job: Job;
  failed: boolean;
  give: () => void;
}

async function outcome(job: Job): Promise<Answer> {
  try {
    const value = await job.body();
    return { job, failed: false, give: () => job.resolve(value) };
  } catch (error) {
    return { job, failed: true, give: () => job.reject(error) };
  }
}
