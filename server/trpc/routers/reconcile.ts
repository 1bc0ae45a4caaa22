import { tracked } from "@trpc/server";
import {
  Silence,
  SweepDecideInput,
  SweepFindingsInput,
  SweepFindingsPage,
  SweepRef,
  SweepSchedule,
  SweepsListInput,
  SweepsPage,
  SweepStartInput,
  SweepTrend,
  SweepTrendInput,
  SweepView,
  SweepWatchInput,
} from "../../../shared/reconcile-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, router, shownProcedure, shownStream } from "../trpc";

const read = shownProcedure("reconcile.read");
const write = operatorProcedure("reconcile.write");

export const reconcileRouter = router({
  start: write
    .input(SweepStartInput)
    .output(SweepRef)
    .mutation(async ({ ctx, input }) => {
      const result = await ctx.convex.mutation(api.sweeps.start, { ...input, requestId: ctx.requestId });
      ctx.sweeper.nudge();
      return result;
    }),

  list: read(SweepsPage)
    .input(SweepsListInput)
    .query(({ ctx, input }) => ctx.convex.query(api.sweeps.list, { ...input, cursor: input.cursor ?? null })),

  get: read(SweepView)
    .input(SweepRef)
    .query(({ ctx, input }) => ctx.convex.query(api.sweeps.get, input)),

  findings: read(SweepFindingsPage)
    .input(SweepFindingsInput)
    .query(({ ctx, input }) =>
      ctx.convex.query(api.sweeps.findings, { ...input, cursor: input.cursor ?? null }),
    ),

  trend: read(SweepTrend)
    .input(SweepTrendInput)
    .query(({ ctx, input }) => ctx.convex.query(api.sweeps.trend, input)),

  schedule: read(SweepSchedule).query(({ ctx }) =>
    ctx.convex.query(api.sweeps.schedule, { since: ctx.sweeper.since }),
  ),

  silence: read(Silence).query(({ ctx }) => ctx.convex.query(api.sweeps.silence, {})),

  /** Of a sweep in quarantine. Not called `apply`: tRPC keeps that word for itself. */
  decide: write
    .input(SweepDecideInput)
    .output(SweepView)
    .mutation(async ({ ctx, input }) => {
      const { sweepId, reason } = input;
      const given =
        input.decision === "apply"
          ? { what: "apply" as const, typedCount: input.typedCount }
          : { what: "discard" as const };
      const sweep = await ctx.convex.mutation(api.sweeps.decide, {
        ...{ sweepId, given, requestId: ctx.requestId },
        ...(reason ? { reason } : {}),
      });
      ctx.sweeper.nudge();
      return sweep;
    }),

  cancel: write
    .input(SweepRef)
    .output(SweepView)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.sweeps.cancel, { ...input, requestId: ctx.requestId }),
    ),

  /** The sweep, and again whenever it has changed, until it does not run any more. */
  watch: shownStream("reconcile.read", SweepView)
    .input(SweepWatchInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const { sweepId, lastEventId } = input;
      const views = ctx.sweepWatch.watch(sweepId, signal ?? new AbortController().signal, lastEventId);
      for await (const { id, value } of views) yield tracked(id, value);
    }),
});
