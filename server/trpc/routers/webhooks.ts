import { z } from "zod";
import { WebhookDetail, WebhookFacets, WebhooksListInput, WebhooksPage } from "../../../shared/webhooks-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, router } from "../trpc";

export const webhooksRouter = router({
  list: operatorProcedure("webhooks.read")
    .input(WebhooksListInput)
    .output(WebhooksPage)
    .query(({ ctx, input }) =>
      ctx.convex.query(api.webhookLog.page, { ...input, cursor: input.cursor ?? null }),
    ),

  facets: operatorProcedure("webhooks.read")
    .output(WebhookFacets)
    .query(({ ctx }) => ctx.convex.query(api.webhookLog.facets, {})),

  get: operatorProcedure("webhooks.read")
    .input(z.object({ attemptId: z.string() }))
    .output(WebhookDetail)
    .query(({ ctx, input }) => ctx.convex.query(api.webhookLog.get, input)),
});
