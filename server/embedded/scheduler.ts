/**
 * Runs scheduled functions when they are due. A mutation marks its success in its own transaction, hence runs exactly
 * once; an action is marked as running before it runs, and as failed if the process ended meanwhile, hence runs at most
 * once.
 */
import { anonymous, type Caller } from "./context";
import type { Engine } from "./engine";
import { messageOf, toFailure } from "./errors";
import type { FunctionEntry } from "./functions";
import { invoke, runFunction } from "./invoke";
import type { Jobs } from "./jobs";
import { type Done, type Job } from "./jobs";
import { Usage } from "./limits";
import type { JsonObject } from "./values";

const AT_ONCE = 8;
/** Timers are not exact over long times, and the clock may be set. */
const LONGEST_TIMER = 60_000;
const RETRY_AFTER_FAULT = 1_000;
/** Stands for the removal of old records among what runs; no job has this key. */
const CLEANING = -1;

export class Scheduler {
  readonly #engine: () => Engine;
  readonly #jobs: Jobs;
  readonly #running = new Map<number, Promise<void>>();
  /** Jobs whose document is gone, which is damage that `verify` reports: tried again, they would never end. */
  readonly #lost = new Set<number>();
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #changed = false;

  constructor(engine: () => Engine, jobs: Jobs) {
    this.#engine = engine;
    this.#jobs = jobs;
  }

  /** Within the caller's transaction. Gives the job's ID. */
  schedule(args: JsonObject, usage: Usage, scheduledBy: string | null): string {
    this.#changed = true;
    return this.#jobs.add(args, usage, scheduledBy);
  }

  /** Within the caller's transaction. */
  cancel(id: string, usage: Usage): void {
    this.#jobs.cancel(id, usage);
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
    const now = this.#engine().env.now();
    this.#start(now);
    const next = this.#running.size >= AT_ONCE ? null : this.#jobs.nextAfter(now);
    if (next === null) return;
    this.#timer = setTimeout(() => this.wake(), Math.max(1, Math.min(next - now, LONGEST_TIMER)));
    this.#timer.unref();
  }

  /** Runs all that is due, and what that schedules if it is due too. Gives how many ran. */
  async runDue(): Promise<number> {
    let ran = 0;
    for (;;) {
      ran += this.#start(this.#engine().env.now());
      if (this.#running.size === 0) return ran;
      await Promise.race(this.#running.values());
    }
  }

  /** Starts nothing more. An action under way is not waited for, it may take half an hour: it fails at the next start. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer ?? undefined);
  }

  #start(now: number): number {
    let started = 0;
    if (!this.#running.has(CLEANING) && this.#jobs.hasExpired(now)) {
      this.#track(
        CLEANING,
        this.#inTransaction(() => this.#jobs.removeExpired(now)),
      );
    }
    for (const pk of this.#jobs.due(now, AT_ONCE + this.#running.size + this.#lost.size)) {
      if (this.#running.size >= AT_ONCE) break;
      if (this.#running.has(pk) || this.#lost.has(pk)) continue;
      this.#track(pk, this.#run(pk));
      started += 1;
    }
    return started;
  }

  #track(pk: number, work: Promise<void>): void {
    const tracked = work.then(
      () => this.#ended(pk),
      (error: unknown) => {
        if (this.#stopped) return;
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

  #inTransaction<T>(body: () => T): Promise<T> {
    return this.#engine().transactions.mutation(async () => body());
  }

  async #run(pk: number): Promise<void> {
    const job = this.#jobs.load(pk);
    if (job === null) return void this.#lost.add(pk);
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
      if (!this.#jobs.isPending(job)) return;
      try {
        await invoke(engine, entry, job.args, { caller, usage: new Usage(), depth: 0, parent: null });
      } catch (error) {
        failure = toFailure(error).trace;
        throw error;
      }
      this.#jobs.finish(job, { kind: "success" });
    });
    await attempt.catch((error: unknown) => {
      if (failure === null) throw error;
    });
    if (failure !== null) await this.#settle(job, { kind: "failed", error: failure });
  }

  async #runAction(job: Job, entry: FunctionEntry, caller: Caller): Promise<void> {
    const begun = await this.#inTransaction(() => {
      const pending = this.#jobs.isPending(job);
      if (pending) this.#jobs.begin(job);
      return pending;
    });
    if (!begun) return;
    const done = await runFunction(this.#engine(), entry, job.args, caller).then(
      (): Done => ({ kind: "success" }),
      (error: unknown): Done => ({ kind: "failed", error: toFailure(error).trace }),
    );
    await this.#settle(job, done);
  }

  #settle(job: Job, done: Done): Promise<void> {
    return this.#inTransaction(() => this.#jobs.finish(job, done));
  }
}
