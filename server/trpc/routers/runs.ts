import { tracked } from "@trpc/server";
import {
  ActiveRuns,
  isDestructive,
  RunCauses,
  RunCreateInput,
  RunItemsInput,
  RunItemsPage,
  RunPreview,
  RunPreviewInput,
  RunRef,
  RunApproveInput,
  RunRejectInput,
  RunsListInput,
  RunRetryInput,
  RunsPage,
  RunView,
  RunWatchInput,
} from "../../../shared/runs-api";
import { api } from "../../convex/_generated/api";
import { provenProcedure, requireStepUp } from "../step-up";
import { operatorProcedure, router, shownProcedure, shownStream } from "../trpc";

const read = shownProcedure("runs.read");
const write = operatorProcedure("runs.write");

export const runsRouter = router({
  preview: write
    .input(RunPreviewInput)
    .output(RunPreview)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.preview, input)),

  create: write
    .input(RunCreateInput)
    .output(RunRef)
    .mutation(async ({ ctx, input }) => {
      const { action, selection } = input;
      if (isDestructive(action)) requireStepUp(ctx.operator);
      const planned = await ctx.convex.query(api.runs.plan, { action, selection });
      const asked = { ...input, planned, requestId: ctx.requestId };
      const result = await ctx.convex.mutation(api.runs.create, asked);
      ctx.worker.nudge();
      return result;
    }),

  retryFailed: write
    .input(RunRetryInput)
    .output(RunRef)
    .mutation(async ({ ctx, input }) => {
      const { runId } = input;
      const { action } = await ctx.convex.query(api.runs.get, { runId });
      if (isDestructive(action)) requireStepUp(ctx.operator);
      const planned = await ctx.convex.query(api.runs.plan, { action, selection: { by: "failed", runId } });
      const asked = { ...input, planned, requestId: ctx.requestId };
      const result = await ctx.convex.mutation(api.runs.retryFailed, asked);
      ctx.worker.nudge();
      return result;
    }),

  /** Given by another admin than who has asked for it, who has just proved who they are. */
  approve: provenProcedure("runs.approve")
    .input(RunApproveInput)
    .output(RunView)
    .mutation(async ({ ctx, input }) => {
      const asked = { ...input, requestId: ctx.requestId };
      const run = await ctx.convex.mutation(api.runApproval.approve, asked);
      ctx.worker.nudge();
      return run;
    }),

  reject: operatorProcedure("runs.approve")
    .input(RunRejectInput)
    .output(RunView)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.runApproval.reject, { ...input, requestId: ctx.requestId }),
    ),

  withdraw: write
    .input(RunRef)
    .output(RunView)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.runApproval.withdraw, { ...input, requestId: ctx.requestId }),
    ),

  list: read(RunsPage)
    .input(RunsListInput)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.list, { ...input, cursor: input.cursor ?? null })),

  active: read(ActiveRuns).query(({ ctx }) => ctx.convex.query(api.runs.active, {})),

  get: read(RunView)
    .input(RunRef)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.get, input)),

  items: read(RunItemsPage)
    .input(RunItemsInput)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.items, { ...input, cursor: input.cursor ?? null })),

  causes: read(RunCauses)
    .input(RunRef)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.causes, input)),

  /** The run, and again whenever it has changed, until it and all that was under way in it have ended. */
  watch: shownStream("runs.read", RunView)
    .input(RunWatchInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const { runId, lastEventId } = input;
      const views = ctx.runWatch.watch(runId, signal ?? new AbortController().signal, lastEventId);
      for await (const { id, value } of views) yield tracked(id, value);
    }),

  pause: write
    .input(RunRef)
    .output(RunView)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.runs.pause, { ...input, requestId: ctx.requestId }),
    ),

  resume: write
    .input(RunRef)
    .output(RunView)
    .mutation(async ({ ctx, input }) => {
      const run = await ctx.convex.mutation(api.runs.resume, { ...input, requestId: ctx.requestId });
      ctx.worker.nudge();
      return run;
    }),

  cancel: write
    .input(RunRef)
    .output(RunView)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.runs.cancel, { ...input, requestId: ctx.requestId }),
    ),
});
