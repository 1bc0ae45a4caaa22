import { v } from "convex/values";
import { changeKinds } from "../../../shared/runs-api";
import { oneOf } from "./selectionArgs";

/** Under which terms a second admin is asked, and what became of that; of runs and of replays alike. */
const approvalTerms = {
  /** The size above which such a run needs one. */
  over: v.number(),
  expiresAt: v.number(),
  mayChangePercent: v.number(),
  decided: v.optional(
    v.object({
      verdict: oneOf(["approved", "rejected", "withdrawn"]),
      by: v.string(),
      byId: v.string(),
      at: v.number(),
      reason: v.optional(v.string()),
    }),
  ),
};

/** A plan as `plannedNow` makes it, and as it is approved. */
export const planArgs = {
  hash: v.string(),
  count: v.number(),
  exact: v.boolean(),
  kinds: v.array(
    v.object({ kind: oneOf(changeKinds), count: v.number(), why: v.union(v.string(), v.null()) }),
  ),
  calls: v.number(),
  emails: v.number(),
};

/** `changed`: people met so far for whom the plan has become another one. */
export const runApproval = v.object({
  ...approvalTerms,
  plan: v.object(planArgs),
  changed: v.optional(v.number()),
});

/** The same of a replay; the deliveries it finds are counted again when it is approved. */
export const replayApproval = v.object({
  ...approvalTerms,
  plan: v.object({
    count: v.number(),
    exact: v.boolean(),
    byOutcome: v.record(v.string(), v.number()),
  }),
});
