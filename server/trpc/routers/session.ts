import { z } from "zod";
import {
  AcceptInviteInput,
  BeginSignOnInput,
  BegunSignOn,
  EndedSessions,
  FinishedSignOn,
  FinishSignOnInput,
  InviteStatus,
  Me,
  OperatorSessions,
  ResetPasswordInput,
  ResetStatus,
  SessionRef,
  SetUpInput,
  SetUpStatus,
  SignedOn,
  SignedOut,
  SignInInput,
  SignInMethods,
  SignOnCodeInput,
  StepUpInput,
} from "../../../shared/session-api";
import { api } from "../../convex/_generated/api";
import { operatorProcedure, publicProcedure, router } from "../trpc";

const self = operatorProcedure("account.self");
const token = z.object({ token: z.string() });

/** Operators: who is at the desk. `me` is `null` when nobody is signed in. */
export const sessionRouter = router({
  me: publicProcedure.output(Me.nullable()).query(({ ctx }) => ctx.operator),

  setUpStatus: publicProcedure
    .input(token)
    .output(SetUpStatus)
    .query(({ ctx, input }) => ctx.doors.setUpStatus(input.token)),

  setUp: publicProcedure
    .input(SetUpInput)
    .output(Me)
    .mutation(({ ctx, input }) => ctx.doors.setUp(input)),

  inviteStatus: publicProcedure
    .input(token)
    .output(InviteStatus)
    .query(({ ctx, input }) => ctx.doors.inviteStatus(input.token)),

  acceptInvite: publicProcedure
    .input(AcceptInviteInput)
    .output(Me)
    .mutation(({ ctx, input }) => ctx.doors.acceptInvite(input)),

  resetStatus: publicProcedure
    .input(token)
    .output(ResetStatus)
    .query(({ ctx, input }) => ctx.doors.resetStatus(input.token)),

  /** Opens no session: whoever has a second factor is asked for it when they sign in. */
  resetPassword: publicProcedure
    .input(ResetPasswordInput)
    .output(EndedSessions)
    .mutation(({ ctx, input }) => ctx.doors.resetPassword(input)),

  signIn: publicProcedure
    .input(SignInInput)
    .output(Me)
    .mutation(({ ctx, input }) => ctx.doors.signInOperator(input)),

  methods: publicProcedure.output(SignInMethods).query(({ ctx }) => ctx.doors.signInMethods()),

  beginSignOn: publicProcedure
    .input(BeginSignOnInput)
    .output(BegunSignOn)
    .mutation(({ ctx, input }) => ctx.doors.beginSignOn(input.next, "sign in")),

  /** For a step-up: they give their password there, though they are signed in. */
  beginSignOnAgain: self.output(BegunSignOn).mutation(({ ctx }) => ctx.doors.beginSignOn("", "step up")),

  finishSignOn: publicProcedure
    .input(FinishSignOnInput)
    .output(FinishedSignOn)
    .mutation(({ ctx, input }) => ctx.doors.finishSignOn(input.answer)),

  signOnCode: publicProcedure
    .input(SignOnCodeInput)
    .output(SignedOn)
    .mutation(({ ctx, input }) => ctx.doors.signOnCode(input.code)),

  signOut: publicProcedure.output(SignedOut).mutation(({ ctx }) => ctx.doors.signOutOperator()),

  /** Password or code once more; what was refused with `needs_step_up` works after it. */
  stepUp: self
    .input(StepUpInput)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.doors.stepUp(ctx.operator, input)),

  /** Said by the console at most once a minute while somebody works in it: its polls alone keep no session open. */
  keepActive: self.output(z.void()).mutation(({ ctx }) => ctx.doors.keepActive()),

  list: self
    .output(OperatorSessions)
    .query(({ ctx }) => ctx.convex.query(api.operatorSessions.own, { current: ctx.operator.sessionId })),

  revoke: self
    .input(SessionRef)
    .output(EndedSessions)
    .mutation(({ ctx, input }) => {
      const asked = { ...input, current: ctx.operator.sessionId, requestId: ctx.requestId };
      return ctx.convex.mutation(api.operatorSessions.endOwn, asked);
    }),

  revokeOthers: self.output(EndedSessions).mutation(({ ctx }) => {
    const asked = { current: ctx.operator.sessionId, requestId: ctx.requestId };
    return ctx.convex.mutation(api.operatorSessions.endOwn, asked);
  }),
});
