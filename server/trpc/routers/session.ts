import { z } from "zod";
import { Me, SetUpInput, SetUpStatus, SignInInput } from "../../../shared/session-api";
import { publicProcedure, router } from "../trpc";

/** Operators: who is at the desk. `me` is `null` when nobody is signed in. */
export const sessionRouter = router({
  me: publicProcedure.output(Me.nullable()).query(({ ctx }) => ctx.operator),

  setUpStatus: publicProcedure
    .input(z.object({ token: z.string() }))
    .output(SetUpStatus)
    .query(({ ctx, input }) => ctx.doors.setUpStatus(input.token)),

  setUp: publicProcedure
    .input(SetUpInput)
    .output(Me)
    .mutation(({ ctx, input }) => ctx.doors.setUp(input)),

  signIn: publicProcedure
    .input(SignInInput)
    .output(Me)
    .mutation(({ ctx, input }) => ctx.doors.signInOperator(input)),

  signOut: publicProcedure.mutation(({ ctx }) => ctx.doors.signOutOperator()),
});
