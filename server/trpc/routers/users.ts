import { z } from "zod";
import { Bookings } from "../../../shared/bookings-api";
import { DeskCheckouts, HurryCheckoutInput, SettleCheckoutInput } from "../../../shared/desk-checkouts-api";
import { LeftOfContact, PurgeInput } from "../../../shared/purge-api";
import {
  CommandResult,
  Facets,
  PersonRef,
  ResendWelcomeInput,
  RestoreInput,
  SoftDeleteInput,
  TimelineInput,
  TimelinePage,
  TimelineRecord,
  TimelineRecordInput,
  UserDetail,
  UsersFilter,
  UsersListInput,
  UsersPage,
} from "../../../shared/users-api";
import { Revealed, RevealInput } from "../../../shared/reveal-api";
import { api } from "../../convex/_generated/api";
import { provenProcedure } from "../step-up";
import { readBookings } from "../read-bookings";
import { readPerson } from "../read-person";
import { operatorProcedure, router, shownProcedure } from "../trpc";
import { repairProcedures } from "./repairs";

export const usersRouter = router({
  ...repairProcedures,

  list: shownProcedure("users.read")(UsersPage)
    .input(UsersListInput)
    .query(({ ctx, input }) => ctx.convex.query(api.links.page, { ...input, cursor: input.cursor ?? null })),

  facets: shownProcedure("users.read")(Facets)
    .input(UsersFilter.optional())
    .query(({ ctx, input }) => ctx.convex.query(api.links.facets, input ?? {})),

  get: shownProcedure("users.read")(UserDetail)
    .input(PersonRef)
    .query(({ ctx, input }) => readPerson(ctx, input.id)),

  bookings: shownProcedure("users.read")(Bookings)
    .input(PersonRef)
    .query(({ ctx, input }) => readBookings(ctx, input.id)),

  /** Bookings on their way to the backend, and what came of them. */
  checkouts: shownProcedure("users.read")(DeskCheckouts)
    .input(PersonRef)
    .query(({ ctx, input }) => ctx.convex.query(api.deskCheckouts.ofPerson, input)),

  /** Does not wait for the next try of a booking. */
  hurryCheckout: operatorProcedure("users.resync")
    .input(HurryCheckoutInput)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await ctx.convex.mutation(api.deskCheckouts.hurry, { ...input, requestId: ctx.requestId });
      ctx.booker.nudge();
      return null;
    }),

  /** Ends a booking of which the backend never said how it ended, as somebody has found it there. */
  settleCheckout: operatorProcedure("bookings.settle")
    .input(SettleCheckoutInput)
    .output(z.null())
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.deskCheckouts.settle, { ...input, requestId: ctx.requestId }),
    ),

  timeline: shownProcedure("users.read")(TimelinePage)
    .input(TimelineInput)
    .query(({ ctx, input }) =>
      ctx.convex.query(api.timeline.page, { ...input, cursor: input.cursor ?? null }),
    ),

  timelineRecord: shownProcedure("users.read")(TimelineRecord)
    .input(TimelineRecordInput)
    .query(({ ctx, input }) => ctx.convex.query(api.timeline.record, input)),

  /** A mutation, because the audit tells of it. */
  reveal: operatorProcedure("pii.reveal")
    .input(RevealInput)
    .output(Revealed)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.reveals.reveal, { ...input, requestId: ctx.requestId }),
    ),

  resync: operatorProcedure("users.resync")
    .input(PersonRef)
    .output(CommandResult)
    .mutation(async ({ ctx, input }) => {
      const result = await ctx.convex.mutation(api.commands.resync, { ...input, requestId: ctx.requestId });
      ctx.worker.nudge();
      return result;
    }),

  softDelete: operatorProcedure("users.softDelete")
    .input(SoftDeleteInput)
    .output(CommandResult)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.commands.softDelete, { ...input, requestId: ctx.requestId }),
    ),

  restore: operatorProcedure("users.softDelete")
    .input(RestoreInput)
    .output(CommandResult)
    .mutation(({ ctx, input }) =>
      ctx.convex.mutation(api.commands.restore, { ...input, requestId: ctx.requestId }),
    ),

  /** What is left of a contact that the CRM has not any more, for who may have it purged. */
  leftOf: operatorProcedure("users.purge")
    .input(PersonRef)
    .output(LeftOfContact)
    .query(({ ctx, input }) => ctx.convex.query(api.purge.leftOf, input)),

  /** For good, and before its time. */
  purge: provenProcedure("users.purge")
    .input(PurgeInput)
    .output(z.null())
    .mutation(({ ctx, input }) => ctx.convex.mutation(api.purge.now, { ...input, requestId: ctx.requestId })),

  resendWelcome: operatorProcedure("users.resendWelcome")
    .input(ResendWelcomeInput)
    .output(CommandResult)
    .mutation(async ({ ctx, input }) => {
      const result = await ctx.convex.mutation(api.commands.resendWelcome, {
        ...input,
        requestId: ctx.requestId,
      });
      ctx.worker.nudge();
      return result;
    }),
});
