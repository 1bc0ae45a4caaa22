import { Bookings } from "../../../shared/bookings-api";
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
import { api } from "../../convex/_generated/api";
import { readBookings } from "../read-bookings";
import { readPerson } from "../read-person";
import { operatorProcedure, router } from "../trpc";
import { repairProcedures } from "./repairs";

export const usersRouter = router({
  ...repairProcedures,

  list: operatorProcedure("users.read")
    .input(UsersListInput)
    .output(UsersPage)
    .query(({ ctx, input }) => ctx.convex.query(api.links.page, { ...input, cursor: input.cursor ?? null })),

  facets: operatorProcedure("users.read")
    .input(UsersFilter.optional())
    .output(Facets)
    .query(({ ctx, input }) => ctx.convex.query(api.links.facets, input ?? {})),

  get: operatorProcedure("users.read")
    .input(PersonRef)
    .output(UserDetail)
    .query(({ ctx, input }) => readPerson(ctx, input.id)),

  bookings: operatorProcedure("users.read")
    .input(PersonRef)
    .output(Bookings)
    .query(({ ctx, input }) => readBookings(ctx, input.id)),

  timeline: operatorProcedure("users.read")
    .input(TimelineInput)
    .output(TimelinePage)
    .query(({ ctx, input }) =>
      ctx.convex.query(api.timeline.page, { ...input, cursor: input.cursor ?? null }),
    ),

  timelineRecord: operatorProcedure("users.read")
    .input(TimelineRecordInput)
    .output(TimelineRecord)
    .query(({ ctx, input }) => ctx.convex.query(api.timeline.record, input)),

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
