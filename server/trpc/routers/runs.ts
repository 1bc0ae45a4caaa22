import { z } from "zod";
import {
  RunCreateInput,
  RunItemsInput,
  RunItemsPage,
  RunPreview,
  RunPreviewInput,
  RunsPage,
  RunView,
} from "../../../shared/runs-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, router } from "../trpc";

const RunRef = z.object({ runId: z.string() });

export const runsRouter = router({
  preview: operatorProcedure("runs.read")
    .input(RunPreviewInput)
    .output(RunPreview)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.preview, input)),

  create: operatorProcedure("runs.write")
    .input(RunCreateInput)
    .output(RunRef)
    .mutation(async ({ ctx, input }) => {
      const result = await ctx.convex.mutation(api.runs.create, { ...input, requestId: ctx.requestId });
      ctx.worker.nudge();
      return result;
    }),

  list: operatorProcedure("runs.read")
    .input(z.object({ cursor: z.string().nullish() }))
    .output(RunsPage)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.list, { cursor: input.cursor ?? null })),

  get: operatorProcedure("runs.read")
    .input(RunRef)
    .output(RunView)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.get, input)),

  items: operatorProcedure("runs.read")
    .input(RunItemsInput)
    .output(RunItemsPage)
    .query(({ ctx, input }) => ctx.convex.query(api.runs.items, { ...input, cursor: input.cursor ?? null })),

  cancel: operatorProcedure("runs.write")
    .input(RunRef)
    .output(RunView)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.runs.cancel, { ...input, requestId: ctx.requestId }),
    ),
});
