import { hasEnded, type RunView } from "../../shared/runs-api";
import { api } from "../convex/_generated/api";
import { systemActor, type Convex } from "../convex-client";
import { createSharedPolls, type SharedPolls } from "./shared-polls";

/** How often a run that somebody watches is looked up, in ms. */
const LOOK_MS = 500;

export type RunWatch = SharedPolls<RunView>;

/** The progress of runs, for everybody who watches them in this process. Who may watch is checked before. */
export function createRunWatch(convex: Convex): RunWatch {
  const tandem = convex.as(systemActor);
  return createSharedPolls({
    everyMs: LOOK_MS,
    load: (runId) => tandem.query(api.runs.get, { runId }),
    isLast: ({ state, total, done, skipped, failed }) => hasEnded(state) && done + skipped + failed >= total,
  });
}
