import type { Actor, Convex } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { startRun } from "./runs";

export const runner: Actor = { kind: "operator", id: "op_run", name: "Ada Admin", role: "admin" };
const selection = { by: "filter" as const, filter: {}, except: [] };

/** Starts a run over everybody, as an admin at the desk does. Answers its ID. */
export async function resyncEverybody(convex: Convex): Promise<string> {
  const { runId } = await startRun(convex.as(runner), { name: "Everybody", selection });
  return runId;
}

/** How many people of a run there are, and for how many it has ended; `ended` when the run itself has. */
export async function progressOf(convex: Convex, runId: string) {
  const run = await convex.as(runner).query(api.runs.get, { runId });
  const { state, total, done, skipped, failed } = run;
  return { state, total, done, skipped, failed, settled: done + skipped + failed };
}
