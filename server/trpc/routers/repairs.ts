import {
  ArchiveContactInput,
  DecideMatchInput,
  ForgetRejectionInput,
  InviteInput,
  InviteResult,
  MatchCandidates,
  ResolveDriftInput,
  Trace,
} from "../../../shared/repairs-api";
import { CommandResult, PersonRef } from "../../../shared/users-api";
import { newToken } from "../../auth/tokens";
import { api } from "../../convex/_generated/api";
import { trace, traceForReal } from "../../sync/trace";
import { refreshMirror } from "../refresh-mirror";
import { operatorProcedure, shownProcedure } from "../trpc";

/** The part of the router `users` that repairs what needs a person's judgement. */
export const repairProcedures = {
  resolveDrift: operatorProcedure("users.resolveDrift")
    .input(ResolveDriftInput)
    .output(CommandResult)
    .mutation(async ({ ctx, input }) => {
      const person = await ctx.convex.query(api.people.get, { id: input.id });
      if (person?.contact) await refreshMirror(ctx, person.contact.contactId);
      const result = await ctx.convex.mutation(api.repairs.resolveDrift, {
        ...input,
        requestId: ctx.requestId,
      });
      ctx.worker.nudge();
      return result;
    }),

  matchCandidates: shownProcedure("users.read")(MatchCandidates)
    .input(PersonRef)
    .query(({ ctx, input }) => ctx.convex.query(api.matchReview.candidates, input)),

  acceptMatch: operatorProcedure("users.reviewMatch")
    .input(DecideMatchInput)
    .output(CommandResult)
    .mutation(async ({ ctx, input }) => {
      await refreshMirror(ctx, input.contactId);
      const result = await ctx.convex.mutation(api.matchReview.accept, {
        ...input,
        requestId: ctx.requestId,
      });
      ctx.worker.nudge();
      return result;
    }),

  rejectMatch: operatorProcedure("users.reviewMatch")
    .input(DecideMatchInput)
    .output(CommandResult)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.matchReview.reject, { ...input, requestId: ctx.requestId }),
    ),

  forgetRejection: operatorProcedure("users.reviewMatch")
    .input(ForgetRejectionInput)
    .output(CommandResult)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.matchReview.forgetRejection, { ...input, requestId: ctx.requestId }),
    ),

  archiveContact: operatorProcedure("users.archiveContact")
    .input(ArchiveContactInput)
    .output(CommandResult)
    .mutation(async ({ ctx, input }) => {
      const result = await ctx.convex.mutation(api.repairs.archiveContact, {
        ...input,
        requestId: ctx.requestId,
      });
      ctx.worker.nudge();
      return result;
    }),

  invite: operatorProcedure("users.invite")
    .input(InviteInput)
    .output(InviteResult)
    .mutation(async ({ ctx, input }) => {
      const { token, tokenHash } = newToken();
      const { requestId } = ctx;
      const opened = await ctx.convex.mutation(api.repairs.invite, { ...input, tokenHash, requestId });
      return { ...opened, path: `/portal/register?invite=${token}` };
    }),

  trace: operatorProcedure("users.resync")
    .input(PersonRef)
    .output(Trace)
    .query(({ ctx, input }) => trace(ctx, input.id)),

  traceForReal: operatorProcedure("users.resync")
    .input(PersonRef)
    .output(Trace)
    .mutation(({ ctx, input }) => traceForReal(ctx, input.id)),
};
