import { randomUUID } from "node:crypto";
import { LEASE_MS } from "../../shared/jobs";
import { api } from "../convex/_generated/api";
import { systemActor, type Convex } from "../convex-client";
import type { Crm } from "../crm/port";
import type { Logger } from "../log";
import type { Metrics } from "../metrics/metrics";
import type { SettingsWatch } from "../settings";
import { Alarm } from "./alarm";
import { reasonOf, runAttempt } from "./attempt";
import type { Gate } from "./gate/gate";
import { inLine } from "./in-line";
import { Intake } from "./intake";
import { keepLeases } from "./leases";
import { Outcomes } from "./outcomes";
import { createSettler } from "./settler";
import type { Work } from "./work";

/** Jobs one worker runs at a time where nobody says. */
const CONCURRENCY = 8;
/**
 * Attempts that are not booked yet, for each slot, with which nothing more is claimed: the store is slow, or away. A run is
 * always there where the backend is faster than the store, and live work does not wait for that.
 */
const MOST_UNBOOKED = { live: 8, bulk: 4 };
/** How often runs whose last job has ended are closed, in ms; also while others keep the worker busy. */
const CLOSE_RUNS_MS = 2_000;
/** How long an idle worker sleeps at most, in ms: work that another process enqueued is found this late. */
const POLL_MS = 1_000;
/** How long a worker that ends waits for the backend, in ms; a call may take longer than whoever ends it will wait. */
const PATIENCE_MS = 8_000;
/** The same while a run is at work: its steps make jobs without telling anybody. */
const POLL_RUN_MS = 100;

export interface Worker {
  /** There may be something due: look now. */
  nudge(): void;
  start(): void;
  /** Claims nothing more, gives back what has not begun or takes too long, and resolves when the rest has been settled. */
  stop(): Promise<void>;
  /** The job's attempt after number `after` (0 unless given) that ends in this process; `null` when none does within `ms`. */
  waitFor(jobId: string, ms: number, after?: number): Promise<number | null>;
}

type WorkerDeps = {
  convex: Convex;
  crm: Crm;
  log: Logger;
  /** Attempts at a time. What the settings say unless given. */
  concurrency?: number;
  settings?: Pick<SettingsWatch, "current">;
  /** How long a job waits for a worker that has died, in ms. */
  leaseMs?: number | undefined;
  /** How long it waits for the backend when it is to end, in ms. */
  patienceMs?: number;
  /** What stands in front of the backend; without one every attempt may begin at once. */
  gate?: Pick<Gate, "permits" | "nextChangeInMs">;
  metrics?: Pick<Metrics, "attemptEnded">;
};

/** Takes due jobs under a lease, performs them at the backend and settles how they ended. Holds no state of its own. */
export function createWorker(deps: WorkerDeps): Worker {
  const convex = deps.convex.as(systemActor);
  const worker = new OneWorker({ ...deps, convex });
  return {
    nudge: () => worker.nudge(),
    start: () => worker.start(),
    stop: () => worker.stop(),
    waitFor: (jobId, ms, after) => worker.outcomes.waitFor(jobId, ms, after),
  };
}

type Deps = Omit<WorkerDeps, "convex"> & { convex: ReturnType<Convex["as"]> };

class OneWorker {
  readonly outcomes = new Outcomes();
  /** Claimed and not begun: the next to begin first. Live work goes in front. */
  readonly #ahead: Work[] = [];
  /** At the backend now, and what calls them off. */
  readonly #underWay = new Map<Work, AbortController>();
  /** Done at the backend, and being booked. */
  readonly #booking = new Set<Work>();
  /** Attempts that are not booked yet. */
  readonly #unbooked = new Set<Promise<void>>();
  readonly #alarm = new Alarm();
  readonly #intake: Intake;
  readonly #settler;
  #loop: Promise<void> | null = null;
  #stopped = false;
  #closeRunsAt = 0;
  #runAtWork = false;

  constructor(private readonly deps: Deps) {
    this.#intake = new Intake(deps.convex, { worker: `worker-${randomUUID()}`, leaseMs: deps.leaseMs });
    this.#settler = createSettler(deps);
  }

  nudge(): void {
    this.#intake.lookAgain();
    this.#closeRunsAt = 0;
    this.#alarm.ring();
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#alarm.ring();
    // What is sent again has the same key: a backend that did it all the same does it once.
    const late = setTimeout(() => {
      for (const callOff of this.#underWay.values()) callOff.abort();
    }, this.deps.patienceMs ?? PATIENCE_MS);
    await this.#loop;
    clearTimeout(late);
  }

  async #run(): Promise<void> {
    const { convex, log, leaseMs = LEASE_MS } = this.deps;
    const held = () => [...this.#ahead, ...this.#underWay.keys(), ...this.#booking];
    const leases = keepLeases({ convex, log, leaseMs }, held, (lost) => this.#callOff(lost));
    while (!this.#stopped) {
      this.#alarm.set();
      const restMs = await this.#turn().catch((error: unknown) => {
        log.error({ reason: reasonOf(error) }, "could not claim jobs");
        return POLL_MS;
      });
      if (!this.#stopped) await this.#alarm.ringsWithin(restMs);
    }
    await this.#giveBack(this.#ahead.splice(0));
    await Promise.all(this.#unbooked);
    leases.stop();
  }

  /** One look at the queue. Answers for how long there is nothing to do unless the alarm rings, in ms. */
  async #turn(): Promise<number> {
    const { gate } = this.deps;
    const { live, bulk } = this.#permitted();
    if (live > 0) {
      const jobs = await this.#intake.take(live, Math.min(live, bulk));
      for (const work of jobs) inLine(this.#ahead, work);
      this.#begin();
    }
    await this.#closeRuns();
    // While the gate is shut, only the gate knows when it is worth looking again.
    const next = this.#permitted().bulk > 0 ? this.#intake.nextDueInMs : null;
    const times = [next, gate?.nextChangeInMs() ?? null].filter((ms) => ms !== null);
    return Math.min(this.#runAtWork ? POLL_RUN_MS : POLL_MS, ...times.map((ms) => Math.max(ms, 1)));
  }

  #concurrency = (): number =>
    this.deps.concurrency ?? this.deps.settings?.current().gate.concurrency ?? CONCURRENCY;

  /** Slots beyond the others for live work: who has just registered does not wait for the end of a slow bulk call. */
  #extra = (): number => Math.floor(Math.sqrt(this.#concurrency()) / 2);

  /** Jobs to claim now: enough to fill the slots and twice as many ahead, so that none stands idle during a claim. */
  #room(): { live: number; bulk: number } {
    const most = this.#concurrency();
    const unbooked = this.#unbooked.size;
    const ahead = { live: 0, bulk: 0 };
    for (const { lane } of this.#ahead) ahead[lane] += 1;
    const slots = most - this.#underWay.size;
    return {
      live: unbooked > most * MOST_UNBOOKED.live ? 0 : Math.max(0, slots + this.#extra() + most - ahead.live),
      bulk:
        unbooked > most * MOST_UNBOOKED.bulk || ahead.bulk > most
          ? 0
          : Math.max(0, slots + 2 * most - ahead.bulk),
    };
  }

  /** The same as far as the gate lets any begin. */
  #permitted(): { live: number; bulk: number } {
    const { gate } = this.deps;
    const { live, bulk } = this.#room();
    return gate ? { live: gate.permits("live", live), bulk: gate.permits("bulk", bulk) } : { live, bulk };
  }

  /** Starts what is claimed, as far as there are slots. */
  #begin(): void {
    if (this.#stopped) return;
    for (let next = this.#ahead[0]; next; next = this.#ahead[0]) {
      const most = this.#concurrency() + (next.lane === "live" ? this.#extra() : 0);
      if (this.#underWay.size >= most) return;
      this.#ahead.shift();
      const callOff = new AbortController();
      this.#underWay.set(next, callOff);
      const attempt = this.#perform(next, callOff.signal).finally(() => this.#unbooked.delete(attempt));
      this.#unbooked.add(attempt);
    }
  }

  async #perform(work: Work, signal: AbortSignal): Promise<void> {
    const ended = await runAttempt(this.deps, work, signal);
    // The slot is free for the next call while this outcome is being booked.
    this.#underWay.delete(work);
    if (ended === "given back" && this.#stopped) return this.#giveBack([work]);
    if (ended === "left" || (ended === "given back" && signal.aborted)) return this.#begin();
    if (ended === "given back") return this.#giveBack([work, ...this.#ahead.splice(0)]);
    this.#begin();
    if (this.#ahead.length <= this.#concurrency()) this.#alarm.ring();
    this.#booking.add(work);
    const { outcome } = ended;
    const booked = await this.#settler.settle(ended, work.lane);
    this.#booking.delete(work);
    if (booked) this.deps.metrics?.attemptEnded({ ...work, errorCode: outcome.ok ? null : outcome.code });
    this.outcomes.settle(work.jobId, work.attempt);
  }

  /** These jobs are others' by now: nothing more is asked of the backend for them. */
  #callOff(lost: Work[]): void {
    for (const work of lost) {
      const { jobId, attempt } = work;
      this.deps.log.warn(
        { jobId, attempt },
        "the job was taken over or cancelled meanwhile; this attempt stops",
      );
      this.#underWay.get(work)?.abort();
      const ahead = this.#ahead.indexOf(work);
      if (ahead >= 0) this.#ahead.splice(ahead, 1);
    }
  }

  async #giveBack(works: Work[]): Promise<void> {
    const held = works.map(({ jobId, attempt }) => ({ jobId, attempt }));
    if (held.length === 0) return;
    await this.deps.convex.mutation(api.jobs.release, { held }).catch((error: unknown) => {
      // Their leases run out, and then they are taken over.
      this.deps.log.error({ reason: reasonOf(error) }, "could not give jobs back");
    });
  }

  async #closeRuns(): Promise<void> {
    if (Date.now() < this.#closeRunsAt) return;
    this.#closeRunsAt = Date.now() + CLOSE_RUNS_MS;
    try {
      this.#runAtWork = await this.deps.convex.mutation(api.runs.closeFinished, {});
    } catch (error) {
      // What is wrong with a run must not keep live work waiting.
      this.deps.log.error({ reason: reasonOf(error) }, "could not look after the runs");
    }
  }
}
