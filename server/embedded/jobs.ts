/**
 * The records of scheduled functions: a document of `_scheduled_functions`, which functions can read, and a row of
 * `jobs`, which finds what is due. Everything here happens within the transaction of its caller.
 *
 *   pending -> running (actions only) -> expiring (done; kept for a week to be looked up) -> gone
 */
import { SCHEDULED, type Table } from "./catalog";
import { nameIn } from "./database-syscalls";
import {
  insertDocument,
  parseDocument,
  patchDocument,
  readDocument,
  removeDocument,
  type Environment,
} from "./documents";
import type { Functions } from "./functions";
import { limits, measure, Usage } from "./limits";
import type { Json, JsonObject } from "./values";

const KEPT_FOR = 7 * 24 * 3600_000;
const FURTHEST = 5 * 366 * 24 * 3600_000;
/** Old records removed in one go. */
const EXPIRED_AT_ONCE = 100;

export type Done = { kind: "success" } | { kind: "failed"; error: string } | { kind: "canceled" };

export interface Job {
  pk: number;
  id: string;
  name: string;
  args: Json;
}

function unlimited(): Usage {
  return new Usage(false);
}

export class Jobs {
  constructor(
    readonly env: Environment,
    readonly functions: Functions,
  ) {}

  get #table(): Table {
    return this.env.catalog.table(SCHEDULED);
  }

  /** Gives the job's ID. */
  add(args: JsonObject, usage: Usage): string {
    const entry = this.functions.find(nameIn(args), null, "any");
    if (entry.kind === "query") {
      throw new Error(`${entry.path} is a query; only mutations and actions can be scheduled.`);
    }
    const due = (args.ts as number) * 1000;
    if (!Number.isFinite(due) || Math.abs(due - this.env.now()) > FURTHEST) {
      throw new Error("Functions can be scheduled at most five years from now.");
    }
    const size = measure(args.args as Json);
    if (size > limits.scheduledArgumentBytes) {
      throw new Error(
        `Arguments of a scheduled function are too large (limit: ${limits.scheduledArgumentBytes} bytes).`,
      );
    }
    usage.schedule(size);
    const job = {
      name: entry.path,
      args: [args.args as Json],
      scheduledTime: due,
      state: { kind: "pending" },
    };
    const id = insertDocument(this.env, this.#table, job, unlimited());
    const { pk } = readDocument(this.env, this.#table, id)!;
    this.env.db.sql("INSERT INTO jobs (pk, due, kind) VALUES (?, ?, 'pending')").run(pk, due);
    return id;
  }

  /** What is done stays done; an action that runs is left to end. */
  cancel(id: string, usage: Usage): void {
    usage.range();
    if (this.env.catalog.tableOfId(id)?.name !== SCHEDULED) {
      throw new Error(
        `Invalid argument \`id\` for \`scheduler.cancel\`: ${id} is no ID of a scheduled function.`,
      );
    }
    const stored = readDocument(this.env, this.#table, id);
    if (stored !== null) this.finish({ pk: stored.pk, id }, { kind: "canceled" });
  }

  load(pk: number): Job | null {
    const row = this.env.db.sql(`SELECT id, doc FROM ${this.#table.sql} WHERE pk = ?`).get(pk);
    if (row === undefined) return null;
    const { name, args } = parseDocument(row.doc as string) as { name: string; args: Json[] };
    return { pk, id: row.id as string, name, args: args[0] ?? {} };
  }

  isPending(job: Pick<Job, "id">): boolean {
    return this.#state(job) === "pending";
  }

  begin(job: Job): void {
    this.env.db.sql("UPDATE jobs SET kind = 'running' WHERE pk = ?").run(job.pk);
    patchDocument(this.env, this.#table, job.id, { state: { kind: "inProgress" } }, unlimited());
  }

  /** Nothing if it is done already: a canceled action that ends stays canceled. */
  finish(job: Pick<Job, "pk" | "id">, done: Done): void {
    const state = this.#state(job);
    if (state !== "pending" && state !== "inProgress") return;
    const completedTime = this.env.now();
    patchDocument(this.env, this.#table, job.id, { state: { ...done }, completedTime }, unlimited());
    this.env.db
      .sql("UPDATE jobs SET kind = 'expiring', due = ? WHERE pk = ?")
      .run(completedTime + KEPT_FOR, job.pk);
  }

  /** After a restart: actions that were running have failed. */
  failCutOff(): void {
    for (const { pk } of this.env.db.sql("SELECT pk FROM jobs WHERE kind = 'running'").all()) {
      const job = this.load(pk as number);
      if (job !== null) this.finish(job, { kind: "failed", error: "The process ended while it ran." });
    }
  }

  due(now: number, most: number): number[] {
    return this.env.db
      .sql("SELECT pk FROM jobs WHERE kind = 'pending' AND due <= ? ORDER BY due, pk LIMIT ?")
      .all(now, most)
      .map(({ pk }) => pk as number);
  }

  nextAfter(now: number): number | null {
    const row = this.env.db
      .sql("SELECT min(due) AS due FROM jobs WHERE kind = 'pending' AND due > ?")
      .get(now);
    return typeof row?.due === "number" ? row.due : null;
  }

  hasExpired(now: number): boolean {
    return this.#expired(now, 1).length > 0;
  }

  removeExpired(now: number): void {
    for (const pk of this.#expired(now, EXPIRED_AT_ONCE)) {
      const job = this.load(pk);
      if (job !== null) removeDocument(this.env, this.#table, job.id, unlimited());
      this.env.db.sql("DELETE FROM jobs WHERE pk = ?").run(pk);
    }
  }

  #expired(now: number, most: number): number[] {
    return this.env.db
      .sql("SELECT pk FROM jobs WHERE kind = 'expiring' AND due <= ? LIMIT ?")
      .all(now, most)
      .map(({ pk }) => pk as number);
  }

  #state({ id }: Pick<Job, "id">): string | null {
    const stored = readDocument(this.env, this.#table, id);
    return stored === null ? null : (parseDocument(stored.text) as { state: { kind: string } }).state.kind;
  }
}
