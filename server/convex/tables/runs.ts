import { defineTable } from "convex/server";
import { v } from "convex/values";
import { runStates } from "../../../shared/run-states";
import { changeKinds, runActions } from "../../../shared/runs-api";
import { runApproval } from "../model/approvalArgs";
import { oneOf, selectionArgs } from "../model/selectionArgs";
import { ownersArg } from "../model/settingsArgs";

/** Actions on many people. */
export const runTables = {
  /**
   * A bulk button pressed: a frozen selection and how far it has got. Inserted by model/startRun.ts, moved by the run's
   * own chain of scheduled steps (runSteps.ts, runApproval.ts) and by people.
   */
  runs: defineTable({
    name: v.string(),
    reason: v.string(),
    action: oneOf(runActions),
    state: oneOf(runStates),
    /**
     * What was picked, its lists of IDs only until it is frozen; `cursor` is how far that has got. Only rows made
     * before the run take part. `failed`: who failed in another run.
     */
    selection: v.union(selectionArgs, v.object({ by: v.literal("failed"), run: v.id("runs") })),
    cursor: v.union(v.string(), v.null()),
    /** When everybody who takes part was noted down; `total` grows until then. */
    frozenAt: v.optional(v.number()),
    total: v.number(),
    /** Of a destructive action: the count that was typed. No more people are noted down. */
    most: v.optional(v.number()),
    /** People whose turn has come, and those of them for whom there was something to do. */
    taken: v.optional(v.number()),
    started: v.optional(v.number()),
    /** `since`: what had ended when a person let the stopped run go on, so that it is not held against it again. */
    canary: v.optional(
      v.object({
        stopAboveFailedPercent: v.number(),
        stage: v.union(v.literal(1), v.literal(2), v.literal(3)),
        since: v.object({ done: v.number(), failed: v.number() }),
      }),
    ),
    /** Of a run that needs a second admin (model/runApproval.ts); `changed` counts while it is checked again. */
    approval: v.optional(runApproval),
    /** Who owned the fields when it was planned, where it writes them (model/runOwners.ts). */
    owners: v.optional(ownersArg),
    stopCause: v.optional(v.string()),
    /** Which chain of steps moves this run, so that an older one stops; its next step is due then, absent at its end. */
    chain: v.optional(v.number()),
    stepDueAt: v.optional(v.number()),
    /**
     * `false` since a step broke. `true` since the one begun in its place broke too: people are started one by one, so
     * that who breaks it is found.
     */
    careful: v.optional(v.boolean()),
    pace: v.optional(v.object({ at: v.number(), settled: v.number(), perSecond: v.number() })),
    retryOf: v.optional(v.id("runs")),
    retriedBy: v.optional(v.id("runs")),
    createdBy: v.string(),
    createdById: v.optional(v.string()),
    /** The API token by which they asked for it: named in the event of each person. */
    createdByToken: v.optional(v.object({ id: v.string(), name: v.string() })),
    createdAt: v.number(),
    finishedAt: v.optional(v.number()),
  })
    .index("by_state", ["state"])
    .index("by_state_stepDueAt", ["state", "stepDueAt"])
    .index("by_createdAt", ["createdAt"]),

  /**
   * One person in a run, with the outcome. Inserted while freezing (`frozen`: their turn has not come), settled with
   * the job (`waiting`: it has not ended). A pause puts who has not begun back to `frozen`.
   */
  runItems: defineTable({
    run: v.id("runs"),
    link: v.id("links"),
    name: v.string(),
    user: v.optional(v.id("users")),
    /** What was planned for them, where that is checked again after an approval. */
    planned: v.optional(oneOf(changeKinds)),
    outcome: oneOf(["frozen", "waiting", "done", "skipped", "failed"]),
    why: v.optional(v.string()),
    /** Of who failed: the class of the error. Of who failed or was skipped: what many of them have in common. */
    code: v.optional(v.string()),
    cause: v.optional(v.id("runCauses")),
    /** The job that decides the outcome. `joined` when it was open already and the run only hurried it on. */
    job: v.optional(v.id("syncJobs")),
    joined: v.optional(v.boolean()),
    /** Whether its end wakes the run, so that others get their turn. */
    wakes: v.optional(v.boolean()),
    /** Set when the job has failed and waits for another attempt, until it ends: it takes no place in the window. */
    waits: v.optional(v.boolean()),
  })
    .index("by_run_outcome_cause", ["run", "outcome", "cause"])
    .index("by_run_link", ["run", "link"]),

  /** Why people of a run failed or were skipped, each cause once. Inserted by model/runCauses.ts, counted in `counters`. */
  runCauses: defineTable({
    run: v.id("runs"),
    outcome: oneOf(["failed", "skipped"]),
    /** The error code and the message but for what names one person. */
    key: v.string(),
    code: v.optional(v.string()),
    message: v.string(),
  }).index("by_run_outcome_key", ["run", "outcome", "key"]),
};
