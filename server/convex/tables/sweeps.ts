import { defineTable } from "convex/server";
import { v } from "convex/values";
import { linkStates } from "../../../shared/link-state";
import { findingKinds, sweepKinds, sweepPhases, sweepStates } from "../../../shared/reconcile-api";
import { findingCounts } from "../model/findingCounts";
import { oneOf } from "../model/selectionArgs";

/** Comparisons of the mirror with the CRM. */
export const sweepTables = {
  /**
   * A comparison of the mirror with the CRM, and how far it has got. Inserted by model/startSweep.ts, moved by
   * sweeping.ts for the worker that holds it, deleted after 90 days. Read by the page of sweeps and by the schedule.
   */
  sweeps: defineTable({
    kind: oneOf(sweepKinds),
    state: oneOf(sweepStates),
    phase: oneOf(sweepPhases),
    startedBy: v.string(),
    startedAt: v.number(),
    finishedAt: v.optional(v.number()),
    /** Only of `changes`: from when on changes are asked for. */
    updatedSince: v.optional(v.number()),
    /** Only of `hot`: up to whom the people in each state have had their turn. */
    turns: v.optional(v.record(v.string(), v.object({ createdAt: v.number(), rowCreatedAt: v.number() }))),
    /** The newest change it has met, by the CRM's clock, but not after its own start by ours. */
    newest: v.number(),
    /** Since when a change should have come as a webhook. */
    listeningSince: v.number(),
    /** Reading: how many of the CRM's list are booked. Comparing: the last CRM contact ID of the mirror that is. */
    offset: v.number(),
    comparedTo: v.string(),
    toRead: v.optional(v.number()),
    changed: v.number(),
    unreadable: v.number(),
    findings: v.object(findingCounts),
    mirrored: v.optional(v.number()),
    notMet: v.optional(v.number()),
    decision: v.optional(
      v.object({
        what: oneOf(["apply", "discard"]),
        by: v.string(),
        at: v.number(),
        reason: v.optional(v.string()),
      }),
    ),
    /** Failures in a row, what the last one was, and when it goes on. */
    failures: v.number(),
    cause: v.optional(v.object({ code: v.string(), message: v.string() })),
    /** How many of those failures, up to the last one, had its code. */
    sameFailures: v.optional(v.number()),
    retryAt: v.optional(v.number()),
    /** Who works on it, and until when they are believed to be alive. */
    worker: v.optional(v.string()),
    leaseUntil: v.optional(v.number()),
  })
    .index("by_state", ["state"])
    .index("by_startedAt", ["startedAt"])
    .index("by_kind_startedAt", ["kind", "startedAt"])
    .index("by_kind_state_startedAt", ["kind", "state", "startedAt"]),

  /**
   * CRM contact IDs, about a hundred a row: of a full sweep those it has met, of a hot one those it is to read. So an
   * unchanged contact costs no write of its own. Inserted by bookings, deleted when the sweep has ended.
   */
  sweepIds: defineTable({
    sweep: v.id("sweeps"),
    number: v.number(),
    crmIds: v.array(v.string()),
  }).index("by_sweep_number", ["sweep", "number"]),

  /** What a sweep has found, one person a row. Inserted by bookings, `absent` ones decided by them; deleted with the sweep. */
  sweepFindings: defineTable({
    sweep: v.id("sweeps"),
    kind: oneOf(findingKinds),
    link: v.optional(v.id("links")),
    contactId: v.optional(v.string()),
    name: v.string(),
    from: v.optional(oneOf(linkStates)),
    to: v.optional(oneOf(linkStates)),
    reason: v.optional(v.string()),
    changedAt: v.optional(v.number()),
    foundAt: v.number(),
  })
    .index("by_sweep_kind", ["sweep", "kind"])
    .index("by_link", ["link"])
    .index("by_contactId", ["contactId"]),
};
