import { randomUUID } from "node:crypto";
import { ConvexError } from "convex/values";
import { SWEEP_LEASE_MS, type SweepFailureCode } from "../../../shared/sweep-schedule";
import { api } from "../../convex/_generated/api";
import { type Convex, systemActor } from "../../convex-client";
import { isOutage } from "../../convex-outage";
import { type Crm, isCrmError } from "../../crm/port";
import type { Logger } from "../../log";
import { Alarm } from "../alarm";
import { reasonOf } from "../attempt";
import { insistent, StoreRefusal } from "../insist";
import { compare } from "./compare";
import { confirm } from "./confirm";
import { readHot } from "./read-hot";
import { readList } from "./read-list";
import { type Step, SweepLost } from "./step";

/** How often an idle sweeper looks whether there is something to do, in ms. */
const POLL_MS = 5_000;
/** How often a sweeper shows that it is alive, in ms: a third of the lease, so that one lost sign does not matter. */
const RENEW_MS = SWEEP_LEASE_MS / 3;

/** Does the sweeps, and begins those that are due. Of several servers one does a sweep; any goes on with it. */
export interface Sweeper {
  /** From when on it counts the time until its first sweeps, in ms since epoch. */
  readonly since: number;
  /** There may be something to do: look now. */
  nudge(): void;
  start(): void;
  /** Drops what it is doing; whoever comes next goes on from what is booked. */
  stop(): Promise<void>;
}

type SweeperDeps = {
  convex: Convex;
  crm: Crm;
  log: Logger;
  pollMs?: number;
  now?: (() => number) | undefined;
};

export function createSweeper({ crm, log, pollMs = POLL_MS, now = Date.now, ...deps }: SweeperDeps): Sweeper {
  const convex = deps.convex.as(systemActor);
  const worker = `sweeper-${randomUUID()}`;
  const since = now();
  const alarm = new Alarm();
  const stopping = new AbortController();
  let loop: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      alarm.set();
      const didSomething = await turn().catch((error: unknown) => {
        log.error({ reason: reasonOf(error) }, "could not work on a sweep");
        return false;
      });
      if (!didSomething && !stopping.signal.aborted) await alarm.ringsWithin(pollMs);
    }
  }

  /** One phase of the sweep that is there to do. Answers whether there was one. */
  async function turn(): Promise<boolean> {
    const sweep = await convex.mutation(api.sweeping.take, { worker, since });
    if (!sweep) return false;
    const lost = new AbortController();
    const held = { sweepId: sweep.sweepId, worker };
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    const store = { convex: insistent(convex), once: convex };
    const step: Step = { ...store, crm, sweep, held, signal, clock: { now: sweep.now } };
    const alive = setInterval(() => void renew(step, lost), RENEW_MS);
    try {
      await phases[sweep.phase](step);
    } catch (error) {
      await settle(step, error);
    } finally {
      clearInterval(alive);
    }
    return true;
  }

  async function renew({ held }: Step, lost: AbortController): Promise<void> {
    try {
      if (!(await convex.mutation(api.sweeping.renew, held))) lost.abort();
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, "could not renew the lease of a sweep");
    }
  }

  /** What ended a phase early: lost or stopped is nothing to book, nor is a store that is away; the rest is. */
  async function settle({ held, signal, clock }: Step, error: unknown): Promise<void> {
    if (error instanceof SweepLost || signal.aborted) return;
    if (isOutage(error)) throw error;
    const { code, message, httpStatus, retryAfterMs, heldBack } = failureOf(error);
    if (isCrmError(error)) log.warn({ sweepId: held.sweepId, code }, "a sweep met a failure of the backend");
    else log.error({ sweepId: held.sweepId, code, reason: reasonOf(rootOf(error)) }, "a sweep broke");
    const failure = { code, message, httpStatus, retryAfterMs, heldBack, startedAt: clock.now };
    await convex.mutation(api.sweeping.stumble, { ...held, ...failure });
  }

  return {
    since,
    nudge: () => alarm.ring(),
    start: () => void (loop ??= run()),
    stop: async () => {
      stopping.abort();
      alarm.ring();
      await loop;
    },
  };
}

type Failure = {
  code: SweepFailureCode;
  message: string;
  httpStatus?: number | undefined;
  retryAfterMs?: number | undefined;
  heldBack?: boolean | undefined;
};

/** A defect met again and again must end the sweep like any failure, or it would stand in the way of all others. */
function failureOf(error: unknown): Failure {
  if (isCrmError(error)) return error;
  return error instanceof StoreRefusal || error instanceof ConvexError ? refused : unreadable;
}

const refused: Failure = {
  code: "store_refused",
  message: "Tandem's own store refused what the sweep had to note down. The backend is not to blame.",
};
const unreadable: Failure = {
  code: "invalid_response",
  message: "Tandem could not make sense of the backend's answer.",
};

const rootOf = (error: unknown) => (error instanceof StoreRefusal ? error.cause : error);

const phases = {
  reading: (step: Step) => (step.sweep.kind === "hot" ? readHot(step) : readList(step)),
  comparing: compare,
  confirming: confirm,
};
