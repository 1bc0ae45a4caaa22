import { Gauge, type Registry } from "prom-client";
import { lanes } from "../../shared/jobs";
import { type Convex, systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";

const openStates = ["queued", "running", "waiting"] as const;

/**
 * Shows the queue, the same in every server that shares the store. One look at the store serves all of them; while it
 * is away `tandem_store_up` says so and the rest is left out, because a stale number would look like a true one.
 */
export function addQueueMetrics(registry: Registry, convex: Convex): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({ name: "tandem_store_up", help: "1 when the store answers.", registers });
  const depth = new Gauge({
    ...{ name: "tandem_queue_jobs", help: "Open jobs, counted up to 1000, the oldest first.", registers },
    labelNames: ["lane", "state"],
  });
  const oldest = new Gauge({
    ...{ name: "tandem_queue_oldest_seconds", help: "Age of the oldest open job; 0 without any.", registers },
  });
  const paused = new Gauge({
    ...{ name: "tandem_lane_paused", help: "1 while work for the backend waits for an admin.", registers },
  });
  return async () => {
    for (const gauge of [depth, oldest, paused]) gauge.reset();
    const queue = await convex
      .as(systemActor)
      .query(api.monitor.queue, {})
      .catch(() => null);
    up.set(queue ? 1 : 0);
    if (!queue) {
      for (const gauge of [oldest, paused]) gauge.remove();
      return;
    }
    for (const lane of lanes) for (const state of openStates) depth.set({ lane, state }, 0);
    for (const { lane, state, count } of queue.depths) depth.set({ lane, state }, count);
    oldest.set(queue.oldestWaitingAt === null ? 0 : (Date.now() - queue.oldestWaitingAt) / 1000);
    paused.set(queue.paused ? 1 : 0);
  };
}
