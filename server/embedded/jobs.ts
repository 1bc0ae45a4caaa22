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
import { fileOf, type Functions } from "./functions";
import { whyNoId } from "./ids";
import { measure, Usage } from "./limits";
import { MOST } from "./statements";
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

  /** Gives the job's ID. What a canceled job still schedules is canceled, too. */
  add(args: JsonObject, usage: Usage, scheduledBy: string | null): string {
    const path = nameIn(args);
    this.#checkPath(path);
    const due = (args.ts as number) * 1000;
    this.#checkDelay(due);
    usage.schedule(measure([args.args as Json]));
    const canceled = scheduledBy !== null && this.#state({ id: scheduledBy }) === "canceled";
    const now = this.env.now();
    const job = {
      name: fileOf(path),
      args: [args.args as Json],
      scheduledTime: canceled ? now : due,
      state: { kind: canceled ? "canceled" : "pending" },
      ...(canceled ? { completedTime: now } : {}),
    };
    const id = insertDocument(this.env, this.#table, job, unlimited());
    const { pk } = readDocument(this.env, this.#table, id)!;
    const row = canceled ? [pk, now + KEPT_FOR, "expiring"] : [pk, due, "pending"];
    this.env.db.sql("INSERT INTO jobs (pk, due, kind) VALUES (?, ?, ?)").run(...row);
    return id;
  }

  #checkPath(path: string): void {
    const [module = "", name = ""] = path.split(":");
    if (!this.functions.hasModule(module)) {
      throw new Error(`Attempted to schedule function at nonexistent path: ${module}.js`);
    }
    if (!this.functions.has(path)) {
      throw new Error(
        `Attempted to schedule function, but no exported function ${name} found in the file: ${module}.js. ` +
          "Did you forget to export it?",
      );
    }
    if (this.functions.find(path, null, "any").kind === "query") {
      throw new Error(`${fileOf(path)} is a query; only mutations and actions can be scheduled.`);
    }
  }

  /** Against times that are wrong by orders of magnitude, seconds for milliseconds. */
  #checkDelay(due: number): void {
    if (!Number.isFinite(due)) throw new Error("Invalid arguments for `ts`: not a time");
    const delay = due - this.env.now();
    if (Math.abs(delay) <= FURTHEST) return;
    const when = Math.abs(due) < 8.64e15 ? new Date(due).toISOString() : String(due);
    throw new Error(`${when} is more than 5 years in the ${delay > 0 ? "future" : "past"}`);
  }

  /** What is done stays done; an action that runs is left to end. */
  cancel(id: string, usage: Usage): void {
    usage.range();
    if (this.env.catalog.tableOfId(id)?.name !== SCHEDULED) {
      const why = whyNoId(id);
      throw new Error(
        "Invalid argument `id` for `db.cancel_job`: " +
          (why === null ? `${id} is no ID of a scheduled function` : `Unable to decode ID: ${why}`),
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
      .sql(`SELECT pk FROM jobs WHERE kind = 'pending' AND due <= ? ORDER BY due, pk ${MOST}`)
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
      .sql(`SELECT pk FROM jobs WHERE kind = 'expiring' AND due <= ? ${MOST}`)
      .all(now, most)
      .map(({ pk }) => pk as number);
  }

  #state({ id }: Pick<Job, "id">): string | null {
    const stored = readDocument(this.env, this.#table, id);
    return stored === null ? null : (parseDocument(stored.text) as { state: { kind: string } }).state.kind;
  }
}
