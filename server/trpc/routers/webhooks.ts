import { tracked } from "@trpc/server";
import { z } from "zod";
import {
  AcknowledgeInput,
  ReplayAllInput,
  ReplayInput,
  ReplayIssueInput,
  ReplayItems,
  ReplayItemsInput,
  ReplayPreview,
  ReplayRef,
  ReplayRejectedInput,
  ReplayResult,
  ReplayRun,
  ReplayRuns,
  WatchInput,
  WebhookDetail,
  WebhookFacets,
  WebhookFilter,
  WebhookHistogram,
  WebhookHistogramInput,
  WebhookIssue,
  WebhookIssues,
  WebhookLag,
  WebhooksListInput,
  WebhooksPage,
  WebhookTailInput,
  WebhookTypes,
} from "../../../shared/webhooks-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, router } from "../trpc";
import { followLog } from "../webhook-tail";

const read = operatorProcedure("webhooks.read");
const replayMany = operatorProcedure("webhooks.replayMany");

export const webhooksRouter = router({
  list: read
    .input(WebhooksListInput)
    .output(WebhooksPage)
    .query(({ ctx, input }) =>
      ctx.convex.query(api.webhookLog.page, { ...input, cursor: input.cursor ?? null }),
    ),

  facets: read
    .input(WebhookFilter.optional())
    .output(WebhookFacets)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookLog.facets, input ?? {})),

  get: read
    .input(z.object({ attemptId: z.string() }))
    .output(WebhookDetail)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookLog.get, input)),

  /** What arrives, as it does. The ID of a message is the row's place in the log. */
  tail: read.input(WebhookTailInput).subscription(async function* ({ ctx, input, signal }) {
    const rows = followLog(ctx.convex, input, signal ?? new AbortController().signal);
    for await (const { id, row } of rows) yield tracked(id, row);
  }),

  histogram: read
    .input(WebhookHistogramInput)
    .output(WebhookHistogram)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookWatch.histogram, input)),

  lag: read
    .input(WatchInput)
    .output(WebhookLag)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookWatch.lag, input)),

  types: read.output(WebhookTypes).query(({ ctx }) => ctx.convex.query(api.webhookWatch.types, {})),

  issues: read.output(WebhookIssues).query(({ ctx }) => ctx.convex.query(api.webhookWatch.issues, {})),

  acknowledge: operatorProcedure("webhooks.acknowledge")
    .input(AcknowledgeInput)
    .output(WebhookIssue)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookWatch.acknowledge, { ...input, requestId: ctx.requestId }),
    ),

  replay: operatorProcedure("webhooks.replay")
    .input(ReplayInput)
    .output(ReplayResult)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.replay, { ...input, requestId: ctx.requestId }),
    ),

  replayRejected: operatorProcedure("webhooks.replayRejected")
    .input(ReplayRejectedInput)
    .output(ReplayResult)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.replayRejected, { ...input, requestId: ctx.requestId }),
    ),

  replayPreview: read
    .input(z.object({ filter: WebhookFilter }))
    .output(ReplayPreview)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookReplays.preview, input)),

  replayAll: replayMany
    .input(ReplayAllInput)
    .output(ReplayRef)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.replayAll, { ...input, requestId: ctx.requestId }),
    ),

  replayIssue: replayMany
    .input(ReplayIssueInput)
    .output(ReplayRef)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.replayIssue, { ...input, requestId: ctx.requestId }),
    ),

  replayRuns: read
    .input(z.object({ cursor: z.string().nullish() }))
    .output(ReplayRuns)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookReplays.runs, { cursor: input.cursor ?? null })),

  replayRun: read
    .input(ReplayRef)
    .output(ReplayRun)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookReplays.run, input)),

  replayItems: read
    .input(ReplayItemsInput)
    .output(ReplayItems)
    .query(({ ctx, input }) =>
      ctx.convex.query(api.webhookReplays.items, { ...input, cursor: input.cursor ?? null }),
    ),

  pauseReplay: replayMany
    .input(ReplayRef)
    .output(ReplayRun)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.pause, { ...input, requestId: ctx.requestId }),
    ),

  resumeReplay: replayMany
    .input(ReplayRef)
    .output(ReplayRun)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.resume, { ...input, requestId: ctx.requestId }),
    ),

  cancelReplay: replayMany
    .input(ReplayRef)
    .output(ReplayRun)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.cancel, { ...input, requestId: ctx.requestId }),
    ),
});
