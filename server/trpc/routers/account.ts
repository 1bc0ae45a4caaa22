import { z } from "zod";
import {
  ChangePasswordInput,
  ConfirmInput,
  EndedSessions,
  Enrolment,
  OwnAccount,
  RecoveryCodes,
} from "../../../shared/session-api";
import { api } from "../../convex/_generated/api";
import { provenProcedure } from "../step-up";
import { operatorProcedure, router } from "../trpc";

const self = operatorProcedure("account.self");
const provenSelf = provenProcedure("account.self");

/** The operator's own password and second factor. */
export const accountRouter = router({
  get: self.output(OwnAccount).query(({ ctx }) => ctx.convex.query(api.operatorFactors.own, {})),

  changePassword: self
    .input(ChangePasswordInput)
    .output(EndedSessions)
    .mutation(({ ctx, input }) => ctx.doors.changePassword(ctx.operator, input)),

  /** What the authenticator app needs; it counts only when `confirmSecondFactor` has had a code of it. */
  beginSecondFactor: provenSelf
    .output(Enrolment)
    .mutation(({ ctx }) => ctx.doors.beginEnrolment(ctx.operator)),

  confirmSecondFactor: self
    .input(ConfirmInput)
    .output(RecoveryCodes)
    .mutation(({ ctx, input }) => ctx.doors.confirmEnrolment(ctx.operator, input.code)),

  renewRecoveryCodes: provenSelf
    .output(RecoveryCodes)
    .mutation(({ ctx }) => ctx.doors.renewRecoveryCodes(ctx.operator)),

  removeSecondFactor: provenSelf
    .output(z.null())
    .mutation(({ ctx }) => ctx.convex.mutation(api.operatorFactors.remove, { requestId: ctx.requestId })),
});
