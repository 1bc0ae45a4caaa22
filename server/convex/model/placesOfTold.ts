import { mentions } from "../../../shared/mentions";
import { forgetEvent, tellEvent } from "./placesOfAudit";
import { place } from "./personPlace";
import { REMOVED } from "./placesOfWork";
import { reasonsTold } from "./reasonsTold";

/** What operators wrote of the person where it is told of somebody else: as a reason, and as the name of a run. */
export const placesOfTold = [
  reasonsTold,
  // A run whose words name the person is told of by name with everybody who was in it.
  place({
    table: "auditEvents",
    pageSize: 50,
    ranges: (db, { former }) =>
      (former?.told ?? []).map((id) =>
        db.query("auditEvents").withIndex("by_target", (q) => q.eq("target.id", id)),
      ),
    forget: forgetEvent,
    tell: tellEvent,
  }),
  // Who was passed over by a run of replays has no event of their own.
  place({
    table: "webhookReplays",
    ranges: (db, { former }) =>
      (former?.told ?? []).flatMap((id) => {
        const run = db.normalizeId("webhookReplayRuns", id);
        return run ? [db.query("webhookReplays").withIndex("by_run", (q) => q.eq("run", run))] : [];
      }),
    async forget(ctx, { _id, reason }, { words }) {
      if (mentions(reason, words)) await ctx.db.patch("webhookReplays", _id, { reason: REMOVED });
    },
    tell: () => null,
  }),
] as const;
