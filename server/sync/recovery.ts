import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import type { Logger } from "../log";
import type { GateState } from "../../shared/gate";
import type { Gate } from "./gate/gate";
import type { Worker } from "./worker";

/** What waits is hurried on once in this time, in ms: a backend that comes and goes must not use up the attempts. */
const HURRY_EVERY_MS = 60_000;

type Deps = {
  gate: Gate;
  convex: Convex;
  worker: Pick<Worker, "nudge">;
  log: Logger;
  /** Unix ms. */
  now?: () => number;
};

/**
 * Recovery by itself: when the backend is back after an outage, or is heard of while it is in doubt, what waits for its
 * next attempt is due now, instead of in some hours. Also logs the beginning and the end of each outage.
 */
export function watchRecovery({ gate, convex, worker, log, now = Date.now }: Deps): { heard: () => void } {
  let down = false;
  let hurriedAt = -Infinity;

  const hurry = () => {
    if (now() - hurriedAt < HURRY_EVERY_MS) return;
    hurriedAt = now();
    convex
      .as(systemActor)
      .mutation(api.jobs.hurry, {})
      .then(() => worker.nudge())
      .catch((error: unknown) => {
        hurriedAt = -Infinity;
        log.warn({ reason: error instanceof Error ? error.name : typeof error }, "could not hurry jobs on");
      });
  };

  const follow = ({ breaker: { state, cause } }: GateState) => {
    worker.nudge();
    if (down === (state !== "closed")) return;
    down = state !== "closed";
    if (down) return log.warn({ cause }, "the backend fails and is left alone for a while");
    log.info("the backend is back");
    hurry();
  };

  gate.onChange(follow);
  return { heard: () => void (gate.heardFromBackend() && hurry()) };
}
