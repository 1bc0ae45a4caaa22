import type { SweepView } from "../../shared/reconcile-api";
import { api } from "../convex/_generated/api";
import { systemActor, type Convex } from "../convex-client";
import { createSharedPolls, type SharedPolls } from "./shared-polls";

/** How often a sweep that somebody watches is looked up, in ms. */
const LOOK_MS = 500;

export type SweepWatch = SharedPolls<SweepView>;

/** The progress of sweeps, for everybody who watches them in this process. Who may watch is checked before. */
export function createSweepWatch(convex: Convex): SweepWatch {
  const tandem = convex.as(systemActor);
  return createSharedPolls({
    everyMs: LOOK_MS,
    load: (sweepId) => tandem.query(api.sweeps.get, { sweepId }),
    isLast: ({ state }) => state !== "running",
  });
}
