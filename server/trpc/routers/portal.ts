import { Member, PortalSignInInput } from "../../../shared/portal-api";
import { RegistrationForm, RegistrationResult } from "../../../shared/registration";
import { InvitationInput, InvitedPerson } from "../../../shared/repairs-api";
import { registerMember } from "../../auth/register-member";
import { hashToken } from "../../auth/tokens";
import { systemActor } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { memberProcedure, publicProcedure, router } from "../trpc";

/** The registering people themselves. */
export const portalRouter = router({
  register: publicProcedure
    .input(RegistrationForm)
    .output(RegistrationResult)
    .mutation(({ ctx, input }) => ctx.portalGuard.register(() => registerMember(ctx, input))),

  /** What the form is filled in with for whoever comes by an invitation; `null` when it is no good any more. */
  invitation: publicProcedure
    .input(InvitationInput)
    .output(InvitedPerson.nullable())
    .query(({ ctx, input }) =>
      ctx.portalGuard.byToken(() =>
        ctx.convexAs(systemActor).query(api.repairs.invited, { tokenHash: hashToken(input.token) }),
      ),
    ),

  signIn: publicProcedure
    .input(PortalSignInInput)
    .output(Member)
    .mutation(async ({ ctx, input }) => {
      const member = await ctx.doors.signInMember(input);
      ctx.worker.nudge();
      return member;
    }),

  signOut: publicProcedure.mutation(({ ctx }) => ctx.doors.signOutMember()),

  me: memberProcedure.output(Member).query(({ ctx }) => ctx.convex.query(api.members.me, {})),

  retrySync: memberProcedure.output(Member).mutation(async ({ ctx }) => {
    await ctx.convex.mutation(api.members.retrySync, { requestId: ctx.requestId });
    ctx.worker.nudge();
    return ctx.convex.query(api.members.me, {});
  }),
});
