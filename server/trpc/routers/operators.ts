import { z } from "zod";
import {
  ChangeRoleInput,
  EndSessionInput,
  InviteOperatorInput,
  InviteRef,
  MakeResetLinkInput,
  NewInvite,
  OperatorActionInput,
  OperatorInvites,
  OperatorRef,
  OperatorsInput,
  OperatorsPage,
  ResetLink,
} from "../../../shared/operators-api";
import { EndedSessions, OperatorSessions } from "../../../shared/session-api";
import { newToken } from "../../auth/tokens";
import { api } from "../../convex/_generated/api";
import { provenProcedure } from "../step-up";
import { operatorProcedure, router } from "../trpc";

const read = operatorProcedure("operators.read");
const write = provenProcedure("operators.write");

/** The people at the desk. Every change wants a step-up: whoever can make admins can do everything. */
export const operatorsRouter = router({
  list: read
    .input(OperatorsInput)
    .output(OperatorsPage)
    .query(({ ctx, input }) => ctx.convex.query(api.operators.list, { cursor: input.cursor ?? null })),

  invites: read.output(OperatorInvites).query(({ ctx }) => ctx.convex.query(api.operatorInvites.list, {})),

  /** The link's token is in the answer and nowhere else. */
  invite: write
    .input(InviteOperatorInput)
    .output(NewInvite)
    .mutation(async ({ ctx, input }) => {
      const { token, tokenHash } = newToken();
      const asked = { ...input, tokenHash, requestId: ctx.requestId };
      return { invite: await ctx.convex.mutation(api.operatorInvites.create, asked), token };
    }),

  withdrawInvite: write
    .input(InviteRef)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operatorInvites.withdraw, { ...input, requestId: ctx.requestId }),
    ),

  changeRole: write
    .input(ChangeRoleInput)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operators.changeRole, { ...input, requestId: ctx.requestId }),
    ),

  disable: write
    .input(OperatorActionInput)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operators.disable, { ...input, requestId: ctx.requestId }),
    ),

  enable: write
    .input(OperatorActionInput)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operators.enable, { ...input, requestId: ctx.requestId }),
    ),

  resetSecondFactor: write
    .input(OperatorActionInput)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operatorFactors.reset, { ...input, requestId: ctx.requestId }),
    ),

  /** The link's token is in the answer and nowhere else. */
  makeResetLink: write
    .input(MakeResetLinkInput)
    .output(ResetLink)
    .mutation(async ({ ctx, input }) => {
      const { token, tokenHash } = newToken();
      const asked = { ...input, tokenHash, requestId: ctx.requestId };
      return { token, expiresAt: await ctx.convex.mutation(api.operatorResets.create, asked) };
    }),

  /** The next account at the identity provider with their address is theirs. */
  unlinkSignOn: write
    .input(OperatorActionInput)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operatorSignOn.unlink, { ...input, requestId: ctx.requestId }),
    ),

  sessions: read
    .input(OperatorRef)
    .output(OperatorSessions)
    .query(({ ctx, input }) => ctx.convex.query(api.operatorSessions.of, input)),

  endSession: write
    .input(EndSessionInput)
    .output(EndedSessions)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operatorSessions.end, { ...input, requestId: ctx.requestId }),
    ),

  endSessions: write
    .input(OperatorRef)
    .output(EndedSessions)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.operatorSessions.end, { ...input, requestId: ctx.requestId }),
    ),
});
