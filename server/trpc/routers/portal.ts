import { z } from "zod";
import {
  AskProofInput,
  ChangeAddressInput,
  ChangeMemberPasswordInput,
  DeleteAccountInput,
  DeletedAccount,
  ForgottenPasswordInput,
  Member,
  MemberProfile,
  MemberSession,
  NewPasswordInput,
  PasswordLink,
  PasswordLinkInput,
  PortalSignInInput,
  ProofLinkInput,
  ProfileChanges,
  ProvenAddress,
} from "../../../shared/portal-api";
import { Organization } from "../../../shared/organization";
import { RegistrationByMail, RegistrationForm, RegistrationResult } from "../../../shared/registration";
import { InvitationInput, InvitedPerson } from "../../../shared/repairs-api";
import type { AppError } from "../../../shared/errors";
import { EndedSessions, SessionRef } from "../../../shared/session-api";
import { registerMember } from "../../auth/register-member";
import { hashToken } from "../../auth/tokens";
import { systemActor } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { portalEvents } from "./portal-events";
import { appError, memberProcedure, publicProcedure, router } from "../trpc";

const badLink: AppError = {
  ...{ code: "invalid", field: "token", message: "This link is no good any more. Ask for a new one." },
};

/** The registering people themselves. */
export const portalRouter = router({
  ...portalEvents,

  /** Whose portal it is. Anybody may ask: this server follows the settings, so it costs no look into the store. */
  organization: publicProcedure.output(Organization).query(({ ctx }) => ctx.settings.current().organization),

  register: publicProcedure
    .input(RegistrationForm)
    .output(RegistrationResult)
    .mutation(({ ctx, input }) => {
      const askedAt = Date.now();
      const register = () => ctx.portalGuard.register(() => registerMember(ctx, input, askedAt));
      return ctx.portalGuard.telling(register, input.email);
    }),

  /** The same where nobody is told that an address is taken: the answer is the same either way, and the rest in a mail. */
  registerByMail: publicProcedure
    .input(RegistrationByMail)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const goOn = () => {
        ctx.worker.nudge();
        ctx.mailer.nudge();
      };
      await ctx.portalGuard.register(() => ctx.doors.registerByMail(input, goOn));
      return null;
    }),

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

  /** Sends a link by which they set a password, if somebody has the address: the answer does not tell. */
  forgotPassword: publicProcedure
    .input(ForgottenPasswordInput)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await ctx.doors.askForPasswordLink(input);
      ctx.mailer.nudge();
      return null;
    }),

  /** Whether a link still sets a password. A mutation, so that the token stands in no address that a proxy logs. */
  checkPasswordLink: publicProcedure
    .input(PasswordLinkInput)
    .output(PasswordLink)
    .mutation(async ({ ctx, input }) => {
      const look = () => ctx.doors.lookUpPasswordLink(input.token);
      return { good: (await ctx.portalGuard.byToken(look)) !== null };
    }),

  /** Fails with `invalid` on `token` when the link is no good: before the password is hashed, which is dear. */
  setPassword: publicProcedure
    .input(NewPasswordInput)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      const owner = await ctx.portalGuard.byToken(() => ctx.doors.lookUpPasswordLink(input.token));
      if (owner === null) throw appError(badLink);
      await ctx.doors.setPasswordByLink(input, owner);
      ctx.mailer.nudge();
      return null;
    }),

  changePassword: memberProcedure
    .input(ChangeMemberPasswordInput)
    .output(EndedSessions)
    .mutation(async ({ ctx, input }) => {
      const ended = await ctx.doors.changeMemberPassword(ctx.member, input);
      ctx.mailer.nudge();
      return ended;
    }),

  sessions: memberProcedure
    .output(z.array(MemberSession))
    .query(({ ctx }) => ctx.convex.query(api.memberSessions.own, { current: ctx.member.sessionId })),

  endSession: memberProcedure
    .input(SessionRef)
    .output(EndedSessions)
    .mutation(({ ctx, input }) => {
      const { sessionId } = input;
      const asked = { current: ctx.member.sessionId, requestId: ctx.requestId };
      return ctx.convex.mutation(api.memberSessions.endOwn, { ...asked, sessionId });
    }),

  endOtherSessions: memberProcedure.output(EndedSessions).mutation(({ ctx }) => {
    const asked = { current: ctx.member.sessionId, requestId: ctx.requestId };
    return ctx.convex.mutation(api.memberSessions.endOwn, asked);
  }),

  me: memberProcedure.output(Member).query(async ({ ctx }) => {
    await ctx.doors.keepSeen(ctx.member);
    return ctx.convex.query(api.members.me, {});
  }),

  /** Shows that the mailbox is theirs, or changes to the other address that they have asked for. */
  confirmAddress: memberProcedure
    .input(ProofLinkInput)
    .output(ProvenAddress)
    .mutation(async ({ ctx, input }) => {
      const proven = await ctx.portalGuard.telling(() => ctx.doors.confirmAddress(ctx.member, input));
      ctx.mailer.nudge();
      if (proven.changed) ctx.worker.nudge();
      return proven;
    }),

  askForProof: memberProcedure
    .input(AskProofInput)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await ctx.doors.askForProof(ctx.member, input.language);
      ctx.mailer.nudge();
      return null;
    }),

  changeAddress: memberProcedure
    .input(ChangeAddressInput)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await ctx.portalGuard.telling(() => ctx.doors.askForOtherAddress(ctx.member, input));
      ctx.mailer.nudge();
      return null;
    }),

  keepAddress: memberProcedure
    .output(z.null())
    .mutation(({ ctx }) => ctx.convex.mutation(api.memberAddress.dropOther, { requestId: ctx.requestId })),

  profile: memberProcedure
    .output(MemberProfile)
    .query(({ ctx }) => ctx.convex.query(api.memberProfile.own, {})),

  updateProfile: memberProcedure
    .input(ProfileChanges)
    .output(MemberProfile)
    .mutation(async ({ ctx, input }) => {
      await ctx.convex.mutation(api.memberProfile.update, { profile: input, requestId: ctx.requestId });
      ctx.worker.nudge();
      return ctx.convex.query(api.memberProfile.own, {});
    }),

  deleteAccount: memberProcedure
    .input(DeleteAccountInput)
    .output(DeletedAccount)
    .mutation(async ({ ctx, input }) => {
      const deleted = await ctx.doors.deleteAccount(ctx.member, input);
      ctx.mailer.nudge();
      return deleted;
    }),

  retrySync: memberProcedure.output(Member).mutation(async ({ ctx }) => {
    await ctx.convex.mutation(api.members.retrySync, { requestId: ctx.requestId });
    ctx.worker.nudge();
    return ctx.convex.query(api.members.me, {});
  }),
});
