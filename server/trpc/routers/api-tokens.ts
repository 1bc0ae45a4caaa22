import { z } from "zod";
import {
  AllTokensInput,
  AllTokensPage,
  ApiTokens,
  MadeToken,
  MakeTokenInput,
  TokenRef,
} from "../../../shared/api-tokens-api";
import { newApiToken } from "../../auth/api-token";
import { api } from "../../convex/_generated/api";
import { provenProcedure } from "../step-up";
import { operatorProcedure, router } from "../trpc";

const own = operatorProcedure("tokens.own");

/** By what scripts and the command line ask. Making one wants a step-up, since it outlives the session; ending one does not. */
export const apiTokensRouter = router({
  list: own.output(ApiTokens).query(({ ctx }) => ctx.convex.query(api.apiTokens.own, {})),

  all: operatorProcedure("tokens.read")
    .input(AllTokensInput)
    .output(AllTokensPage)
    .query(({ ctx, input }) => ctx.convex.query(api.apiTokens.all, { cursor: input.cursor ?? null })),

  /** The token itself is in the answer and nowhere else. */
  create: provenProcedure("tokens.own")
    .input(MakeTokenInput)
    .output(MadeToken)
    .mutation(async ({ ctx, input }) => {
      const { token: secret, tokenHash, hint } = newApiToken();
      const asked = { ...input, hint, tokenHash, requestId: ctx.requestId };
      return { token: await ctx.convex.mutation(api.apiTokens.create, asked), secret };
    }),

  revoke: own
    .input(TokenRef)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.apiTokens.revoke, { ...input, requestId: ctx.requestId }),
    ),

  revokeAny: operatorProcedure("tokens.revoke")
    .input(TokenRef)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.apiTokens.revokeAny, { ...input, requestId: ctx.requestId }),
    ),
});
