/**
 * `ctx.scheduler`. A job is a document of `_scheduled_functions` and a row of `jobs`, written in the transaction that
 * schedules it. A mutation marks its success in its own transaction, hence runs exactly once; an action is marked in
 * progress before it runs, and failed if the process ended meanwhile, hence runs at most once.
 *
 * States this meets at start: pending (run when due), running (an action cut off by a crash: failed), expiring (done,
 * kept for a week to be looked up).
 */
import { SCHEDULED, type Table } from "./catalog";
import { anonymous, type Caller } from "./context";
import { nameIn } from "./database-syscalls";
import {
  insertDocument,
  parseDocument,
  patchDocument,
  readDocument,
  removeDocument,
  type Environment,
} from "./documents";
import type { Engine } from "./engine";
import { messageOf } from "./errors";
import type { FunctionEntry } from "./functions";
import { invoke, runFunction } from "./invoke";
import { limits, measure, Usage } from "./limits";
import type { Json, JsonObject } from "./values";

const AT_ONCE = 8;
const KEPT_FOR = 7 * 24 * 3600_000;
const FURTHEST = 5 * 366 * 24 * 3600_000;
/** Timers are not exact over long times, and the clock may be set. */
const LONGEST_TIMER = 60_000;
const RETRY_AFTER_FAULT = 1_000;

type Done = { kind: "success" } | { kind: "failed"; error: string } | { kind: "canceled" };

interface Job {
  pk: number;
  id: string;
  name: string;
  args: Json;
}

export class Scheduler {
  readonly #engine: () => Engine;
  readonly #running = new Map<number, Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #changed = false;

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  get #env(): Environment {
    return this.#engine().env;
  }

  get #table(): Table {
    return this.#env.catalog.table(SCHEDULED);
  }

  /** Within the caller's transaction. Gives the job's ID. */
  schedule(args: JsonObject, usage: Usage): string {
    const entry = this.#engine().functions.find(nameIn(args), null, "any");
    if (entry.kind === "query")
      throw new Error(`${entry.path} is a query; only mutations and actions can be scheduled.`);
    const due = (args.ts as number) * 1000;
    if (!Number.isFinite(due) || Math.abs(due - this.#env.now()) > FURTHEST) {
      throw new Error("Functions can be scheduled at most five years from now.");
    }
    const size = measure(args.args as Json);
    if (size > limits.scheduledArgumentBytes) {
      throw new Error(
        `Arguments of a scheduled function are too large (limit: ${limits.scheduledArgumentBytes} bytes).`,
      );
    }
    usage.schedule(size);
    this.#changed = true;
    const job = {
      name: entry.path,
      args: [args.args as Json],
      scheduledTime: due,
      state: { kind: "pending" },
    };
    const id = insertDocument(this.#env, this.#table, job, new Usage(false));
    const { pk } = readDocument(this.#env, this.#table, id)!;
    this.#env.db.sql("INSERT INTO jobs (pk, due, kind) VALUES (?, ?, 'pending')").run(pk, due);
    return id;
  }

  /** Within the caller's transaction. What is done stays done; an action that runs is left to end. */
  cancel(id: string, usage: Usage): void {
    usage.range();
    if (this.#env.catalog.tableOfId(id)?.name !== SCHEDULED) {
      throw new Error(
        `Invalid argument \`id\` for \`scheduler.cancel\`: ${id} is no ID of a scheduled function.`,
      );
    }
    const stored = readDocument(this.#env, this.#table, id);
    if (stored !== null && isOpen(stateIn(stored.text))) this.#finish(stored.pk, id, { kind: "canceled" });
  }

  /** After a restart: actions that were running have failed. */
  recover(): void {
    const cutOff = this.#env.db.sql("SELECT pk FROM jobs WHERE kind = 'running'").all();
    for (const { pk } of cutOff) {
      const job = this.#load(pk as number);
      if (job !== null)
        this.#finish(job.pk, job.id, { kind: "failed", error: "The process ended while it ran." });
    }
  }

  /** After a transaction: looks for work if it scheduled any. */
  transactionEnded(): void {
    if (this.#changed) this.wake();
  }

  /** Looks for work now, and sets the timer for what is due next. */
  wake(): void {
    if (this.#stopped || this.#engine().injectedClock) return;
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
    this.#changed = false;
    // One reading of the clock for both: a job due in between would be neither started nor waited for.
    const now = this.#env.now();
    this.#start(now);
    const next = this.#nextAfter(now);
    if (next === null) return;
    this.#timer = setTimeout(() => this.wake(), Math.max(1, Math.min(next - now, LONGEST_TIMER)));
    this.#timer.unref();
  }

  /** Runs all that is due, and what that schedules if it is due too. Gives how many ran. */
  async runDue(): Promise<number> {
    let ran = 0;
    for (;;) {
      ran += this.#start(this.#env.now());
      if (this.#running.size === 0) return ran;
      await Promise.race(this.#running.values());
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer ?? undefined);
    await Promise.all(this.#running.values());
  }

  #start(now: number): number {
    let started = 0;
    const { db } = this.#env;
    for (const { pk } of db
      .sql("SELECT pk FROM jobs WHERE kind = 'expiring' AND due <= ? LIMIT 100")
      .all(now)) {
      this.#track(pk as number, this.#expire(pk as number));
    }
    const due = db.sql("SELECT pk FROM jobs WHERE kind = 'pending' AND due <= ? ORDER BY due, pk LIMIT ?");
    for (const { pk } of due.all(now, AT_ONCE + this.#running.size)) {
      if (this.#running.size >= AT_ONCE) break;
      if (this.#running.has(pk as number)) continue;
      this.#track(pk as number, this.#run(pk as number));
      started += 1;
    }
    return started;
  }

  #track(pk: number, work: Promise<void>): void {
    const tracked = work.then(
      () => this.#ended(pk),
      (error: unknown) => {
        // The store itself failed (a full disk, say); the job is still there and is tried again.
        this.#engine().onError(error);
        setTimeout(() => this.#ended(pk), RETRY_AFTER_FAULT).unref();
      },
    );
    this.#running.set(pk, tracked);
  }

  #ended(pk: number): void {
    this.#running.delete(pk);
    this.wake();
  }

  #nextAfter(now: number): number | null {
    if (this.#running.size >= AT_ONCE) return null;
    const row = this.#env.db
      .sql("SELECT min(due) AS due FROM jobs WHERE kind = 'pending' AND due > ?")
      .get(now);
    return typeof row?.due === "number" ? row.due : null;
  }

  async #run(pk: number): Promise<void> {
    const job = this.#load(pk);
    if (job === null) return;
    const caller: Caller = { ...anonymous(job.id), scheduledId: job.id };
    let entry: FunctionEntry;
    try {
      entry = this.#engine().functions.find(job.name, null, "any");
    } catch (error) {
      return this.#settle(job, { kind: "failed", error: messageOf(error) });
    }
    return entry.kind === "action"
      ? this.#runAction(job, entry, caller)
      : this.#runMutation(job, entry, caller);
  }

  async #runMutation(job: Job, entry: FunctionEntry, caller: Caller): Promise<void> {
    let failure: string | null = null;
    const engine = this.#engine();
    const attempt = engine.transactions.mutation(async () => {
      if (!this.#isPending(job)) return;
      try {
        await invoke(engine, entry, job.args, { caller, usage: new Usage(), depth: 0, parent: null });
      } catch (error) {
        failure = messageOf(error);
        throw error;
      }
      this.#finish(job.pk, job.id, { kind: "success" });
    });
    await attempt.catch((error: unknown) => {
      if (failure === null) throw error;
    });
    if (failure !== null) await this.#settle(job, { kind: "failed", error: failure });
  }

  async #runAction(job: Job, entry: FunctionEntry, caller: Caller): Promise<void> {
    const engine = this.#engine();
    const begun = await engine.transactions.mutation(async () => {
      if (!this.#isPending(job)) return false;
      engine.env.db.sql("UPDATE jobs SET kind = 'running' WHERE pk = ?").run(job.pk);
      patchDocument(engine.env, this.#table, job.id, { state: { kind: "inProgress" } }, new Usage(false));
      return true;
    });
    if (!begun) return;
    const done = await runFunction(engine, entry, job.args, caller).then(
      (): Done => ({ kind: "success" }),
      (error: unknown): Done => ({ kind: "failed", error: messageOf(error) }),
    );
    await this.#settle(job, done);
  }

  #settle(job: Job, done: Done): Promise<void> {
    return this.#engine().transactions.mutation(async () => {
      const stored = readDocument(this.#env, this.#table, job.id);
      if (stored !== null && isOpen(stateIn(stored.text))) this.#finish(job.pk, job.id, done);
    });
  }

  #isPending(job: Job): boolean {
    const stored = readDocument(this.#env, this.#table, job.id);
    return stored !== null && stateIn(stored.text) === "pending";
  }

  #finish(pk: number, id: string, state: Done): void {
    const completedTime = this.#env.now();
    patchDocument(this.#env, this.#table, id, { state: { ...state }, completedTime }, new Usage(false));
    this.#env.db
      .sql("UPDATE jobs SET kind = 'expiring', due = ? WHERE pk = ?")
      .run(completedTime + KEPT_FOR, pk);
  }

  #expire(pk: number): Promise<void> {
    return this.#engine().transactions.mutation(async () => {
      const job = this.#load(pk);
      if (job !== null) removeDocument(this.#env, this.#table, job.id, new Usage(false));
      this.#env.db.sql("DELETE FROM jobs WHERE pk = ?").run(pk);
    });
  }

  #load(pk: number): Job | null {
    const row = this.#env.db.sql(`SELECT id, doc FROM ${this.#table.sql} WHERE pk = ?`).get(pk);
    if (row === undefined) return null;
    const { name, args } = parseDocument(row.doc as string) as { name: string; args: Json[] };
    return { pk, id: row.id as string, name, args: args[0] ?? {} };
  }
}

function stateIn(text: string): string {
  return (parseDocument(text) as { state: { kind: string } }).state.kind;
}

function isOpen(state: string): boolean {
  return state === "pending" || state === "inProgress";
}
