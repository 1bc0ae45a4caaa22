import { tracked } from "@trpc/server";
import { z } from "zod";
import {
  ReplayAllInput,
  ReplayInput,
  ReplayIssueInput,
  ReplayItems,
  ReplayItemsInput,
  ReplayPreview,
  ReplayRef,
  ReplayRejectInput,
  ReplayRejectedInput,
  ReplayResult,
  ReplayRun,
  ReplayRuns,
} from "../../../shared/replays-api";
import {
  AcknowledgeInput,
  WatchInput,
  WebhookDetail,
  WebhookFacets,
  WebhookFilter,
  WebhookHistogram,
  WebhookHistogramInput,
  WebhookIssue,
  WebhookIssues,
  WebhookLag,
  WebhookRow,
  WebhooksListInput,
  WebhooksPage,
  WebhookTailInput,
  WebhookTypes,
} from "../../../shared/webhooks-api";
import { api } from "../../convex/_generated/api";
import { provenProcedure } from "../step-up";
import { operatorProcedure, router, shownProcedure, shownStream } from "../trpc";
import { followLog } from "../webhook-tail";

const read = shownProcedure("webhooks.read");
const replayMany = operatorProcedure("webhooks.replayMany");

export const webhooksRouter = router({
  list: read(WebhooksPage)
    .input(WebhooksListInput)
    .query(({ ctx, input }) =>
      ctx.convex.query(api.webhookLog.page, { ...input, cursor: input.cursor ?? null }),
    ),

  facets: read(WebhookFacets)
    .input(WebhookFilter.optional())
    .query(({ ctx, input }) => ctx.convex.query(api.webhookLog.facets, input ?? {})),

  get: read(WebhookDetail)
    .input(z.object({ attemptId: z.string() }))
    .query(({ ctx, input }) => ctx.convex.query(api.webhookLog.get, input)),

  /** What arrives, as it does. The ID of a message is the row's place in the log. */
  tail: shownStream("webhooks.read", WebhookRow)
    .input(WebhookTailInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const rows = followLog(ctx.convex, input, signal ?? new AbortController().signal);
      for await (const { id, row } of rows) yield tracked(id, row);
    }),

  histogram: read(WebhookHistogram)
    .input(WebhookHistogramInput)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookWatch.histogram, input)),

  lag: read(WebhookLag)
    .input(WatchInput)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookWatch.lag, input)),

  types: read(WebhookTypes).query(({ ctx }) => ctx.convex.query(api.webhookWatch.types, {})),

  issues: read(WebhookIssues).query(({ ctx }) => ctx.convex.query(api.webhookWatch.issues, {})),

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

  replayPreview: read(ReplayPreview)
    .input(z.object({ filter: WebhookFilter }))
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

  replayRuns: read(ReplayRuns)
    .input(z.object({ cursor: z.string().nullish() }))
    .query(({ ctx, input }) => ctx.convex.query(api.webhookReplays.runs, { cursor: input.cursor ?? null })),

  replayRun: read(ReplayRun)
    .input(ReplayRef)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookReplays.run, input)),

  replayItems: read(ReplayItems)
    .input(ReplayItemsInput)
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

  approveReplay: provenProcedure("runs.approve")
    .input(ReplayRef)
    .output(ReplayRun)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.replayApproval.approve, { ...input, requestId: ctx.requestId }),
    ),

  rejectReplay: operatorProcedure("runs.approve")
    .input(ReplayRejectInput)
    .output(ReplayRun)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.replayApproval.reject, { ...input, requestId: ctx.requestId }),
    ),

  withdrawReplay: replayMany
    .input(ReplayRef)
    .output(ReplayRun)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.replayApproval.withdraw, { ...input, requestId: ctx.requestId }),
    ),

  cancelReplay: replayMany
    .input(ReplayRef)
    .output(ReplayRun)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.webhookReplays.cancel, { ...input, requestId: ctx.requestId }),
    ),
});
