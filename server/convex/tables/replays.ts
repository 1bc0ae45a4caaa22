import { defineTable } from "convex/server";
import { v } from "convex/values";
import { replayRunStates } from "../../../shared/replays-api";
import { webhookCauses, webhookOutcomes } from "../../../shared/webhooks-api";
import { replayApproval } from "../model/approvalArgs";
import { oneOf } from "../model/selectionArgs";
import { webhookFilter } from "../model/webhookFilterArgs";
import { fieldChange } from "../model/fieldChange";

/** What operators have let happen again. */
export const replayTables = {
  /**
   * An attempt that an operator made, or Tandem by itself: by whom and why. Without an outcome it was passed over in a run,
   * for the reason in `why`. Inserted by model/replayDelivery.ts only.
   */
  webhookReplays: defineTable({
    delivery: v.id("webhookDeliveries"),
    run: v.optional(v.id("webhookReplayRuns")),
    at: v.number(),
    outcome: v.optional(oneOf(webhookOutcomes)),
    cause: v.optional(oneOf(webhookCauses)),
    why: v.optional(v.string()),
    changes: v.array(fieldChange),
    by: v.string(),
    byId: v.string(),
    reason: v.string(),
  })
    .index("by_delivery", ["delivery", "at"])
    .index("by_run", ["run"]),

  /**
   * Many deliveries replayed: what a filter found and how far that has got. Inserted by webhookReplays.replayAll, moved
   * by its own chain of scheduled steps (model/replayChain.ts).
   */
  webhookReplayRuns: defineTable({
    name: v.string(),
    reason: v.string(),
    filter: webhookFilter,
    state: oneOf(replayRunStates),
    cursor: v.union(v.string(), v.null()),
    replayed: v.number(),
    skipped: v.number(),
    outcomes: v.record(v.string(), v.number()),
    /** Which step of the chain comes next, so that an older one does nothing, and the record of that step. */
    chain: v.optional(v.number()),
    step: v.optional(v.id("_scheduled_functions")),
    /** Which of those who look after the chain does so, for the same reason. */
    watch: v.optional(v.number()),
    /** How often the step has broken that comes next; since one has, deliveries are replayed one in a step. */
    broke: v.optional(v.number()),
    careful: v.optional(v.literal(true)),
    /** Of a run that needs a second admin (model/approveReplay.ts). */
    approval: v.optional(replayApproval),
    stopCause: v.optional(v.string()),
    createdBy: v.string(),
    createdById: v.string(),
    /** The API token by which they asked for it: named in the event of each delivery. */
    createdByToken: v.optional(v.object({ id: v.string(), name: v.string() })),
    createdAt: v.number(),
    finishedAt: v.optional(v.number()),
  })
    .index("by_createdAt", ["createdAt"])
    .index("by_state", ["state"]),
};
