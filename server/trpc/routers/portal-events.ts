import { z } from "zod";
import { CheckoutInput, CheckoutRef, CheckoutView } from "../../../shared/checkout-api";
import { EventAnswer, EventInput, EventsInput, UpcomingEvents } from "../../../shared/events-api";
import { OwnBookings } from "../../../shared/own-bookings-api";
import { hashToken } from "../../auth/tokens";
import { beginCheckout } from "../../checkout/begin";
import { systemActor } from "../../convex-client";
import { api } from "../../convex/_generated/api";
import { readEvent, readUpcoming } from "../../events/read";
import { readOwnBookings } from "../read-own-bookings";
import { memberProcedure, publicProcedure } from "../trpc";

/** Events and bookings in the portal: looked at and booked by members and by anybody. */
export const portalEvents = {
  events: publicProcedure
    .input(EventsInput)
    .output(UpcomingEvents)
    .query(({ ctx, input }) => readUpcoming(ctx, input)),

  event: publicProcedure
    .input(EventInput)
    .output(EventAnswer)
    .query(({ ctx, input }) => readEvent(ctx, input)),

  /** Begins a booking, or goes on with the one that has this key, and waits a moment for how it ends. */
  checkout: publicProcedure
    .input(CheckoutInput)
    .output(CheckoutView)
    .mutation(({ ctx, input }) => beginCheckout(ctx, input)),

  /** How far a booking is. `null`: none was begun with this key. A mutation, so that the key stands in no address. */
  checkoutState: publicProcedure
    .input(CheckoutRef)
    .output(CheckoutView.nullable())
    .mutation(({ ctx, input }) =>
      ctx.convexAs(systemActor).query(api.checkouts.look, { keyHash: hashToken(input.key) }),
    ),

  /** Does not wait for the next try of a booking. */
  hurryCheckout: publicProcedure
    .input(CheckoutRef)
    .output(z.null())
    .mutation(async ({ ctx, input }) => {
      await ctx.eventsGuard.lookUp();
      const { requestId } = ctx;
      const about = { keyHash: hashToken(input.key), requestId };
      await ctx.convexAs(systemActor).mutation(api.checkouts.hurry, about);
      ctx.booker.nudge();
      return null;
    }),

  /** Ends a booking that has not been confirmed yet. */
  withdrawCheckout: publicProcedure
    .input(CheckoutRef)
    .output(CheckoutView.nullable())
    .mutation(async ({ ctx, input }) => {
      const keyHash = hashToken(input.key);
      await ctx.convexAs(systemActor).mutation(api.checkouts.withdraw, { keyHash, requestId: ctx.requestId });
      return ctx.convexAs(systemActor).query(api.checkouts.look, { keyHash });
    }),

  bookings: memberProcedure.output(OwnBookings).query(({ ctx }) => readOwnBookings(ctx)),
};
