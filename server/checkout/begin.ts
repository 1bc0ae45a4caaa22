import { isEnded, type CheckoutInput, type CheckoutView, type GuestFields } from "../../shared/checkout-api";
import type { AppError } from "../../shared/errors";
import { phoneKey } from "../../shared/normalize";
import { memberActor } from "../auth/member-actor";
import { hashToken } from "../auth/tokens";
import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { isCrmError } from "../crm/port";
import type { Context } from "../trpc/context";
import { appError } from "../trpc/trpc";

type Needs = Pick<
  Context,
  "booker" | "convexAs" | "events" | "eventsGuard" | "gate" | "member" | "requestId" | "worker"
>;

/** How long the answer waits for the backend, in ms; the page goes on looking. */
const PATIENCE_MS = 3_000;

/** Nothing is known of the event, so nothing is kept: a booking is not begun for what may not be there. */
const unavailable: AppError = {
  ...{ code: "unavailable", message: "Booking is not possible at the moment. Nothing was booked." },
};
const notThere: AppError = { code: "not_found", message: "This event is over, or is not there any more." };
const whoBooks: AppError = {
  code: "unauthenticated",
  message: "You are signed out. Sign in again, or book as a guest.",
};
/** Who they say they are would be thrown away, and the place somebody else's. */
const isMember: AppError = {
  code: "conflict",
  message: "You are signed in by now. Nothing was booked; you can book as yourself.",
};

/**
 * Keeps what somebody wants and gives the backend a moment. From the first answer on, whatever fails, the booking goes on
 * by itself or says that it was not made; the same key again never begins a second one.
 */
export async function beginCheckout(ctx: Needs, input: CheckoutInput): Promise<CheckoutView> {
  const keyHash = hashToken(input.key);
  const known = await ctx.convexAs(systemActor).query(api.checkouts.look, { keyHash });
  const checkoutId = known?.checkoutId ?? (await begin(ctx, input, keyHash));
  // Listening first: it may end while it is looked at.
  const tried = ctx.booker.waitFor(checkoutId, ctx.gate.opensWithin(PATIENCE_MS) ? PATIENCE_MS : 0);
  ctx.booker.nudge();
  ctx.worker.nudge();
  const now = await look(ctx, keyHash);
  if (isEnded(now)) return now;
  await tried;
  return look(ctx, keyHash);
}

async function look(ctx: Needs, keyHash: string): Promise<CheckoutView> {
  const view = await ctx.convexAs(systemActor).query(api.checkouts.look, { keyHash });
  if (!view) throw new Error("A checkout that was begun is gone.");
  return view;
}

async function begin(ctx: Needs, input: CheckoutInput, keyHash: string): Promise<string> {
  const { eventId, productId, addonIds, agreed, language, guest } = input;
  const eventName = await nameOf(ctx, eventId);
  const want = { keyHash, eventId, eventName, productId, addonIds, agreed, language };
  if (ctx.member) {
    if (guest) throw appError(isMember);
    await ctx.eventsGuard.checkout();
    const own = { want, requestId: ctx.requestId };
    return (await ctx.convexAs(memberActor(ctx.member.userId)).mutation(api.checkouts.beginOwn, own))
      .checkoutId;
  }
  if (!guest) throw appError(whoBooks);
  await ctx.eventsGuard.checkout(guest.email);
  const as = { want, customer: customerOf(guest), requestId: ctx.requestId };
  return (await ctx.convexAs(systemActor).mutation(api.checkouts.beginAsGuest, as)).checkoutId;
}

async function nameOf({ events, eventsGuard }: Needs, eventId: string): Promise<string> {
  try {
    const found = await events.find(eventId, { admit: eventsGuard.lookUp });
    if (found) return found.value.event.name;
  } catch (error) {
    throw isCrmError(error) ? appError(unavailable) : error;
  }
  throw appError(notThere);
}

/** What was left empty is not told. */
function customerOf({ email, phone, ...rest }: GuestFields) {
  const told = { ...rest, phone: phoneKey(phone) ?? "" };
  return { email, ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== "")) };
}
