import { v, type Infer } from "convex/values";
import { ACCOUNT_LOOK_MS, BEGIN_WITHIN_MS, CHECKOUT_LEASE_MS } from "../../../shared/checkout-api";
import { languages } from "../../../shared/language";
import type { MutationCtx } from "../_generated/server";
import { customer as customerArgs, price } from "../tables/checkouts";
import { endCheckout, isKnownToBackend, mayBeBooked, type Checkout } from "./checkouts";
import { oneOf } from "./selectionArgs";
import { isDeleted, isSuspended } from "./shutOut";
import { type User, userRef } from "./users";

/** It was confirmed before, and no answer came: by what it is found if it was booked then. */
const doubt = v.object({
  ...{ eventId: v.string(), eventName: v.string(), total: v.number(), askedAt: v.number() },
  who: v.union(
    v.object({ kind: v.literal("member"), frontendUserId: v.string(), contactId: v.string() }),
    v.object({ kind: v.literal("guest"), emailKey: v.string() }),
    v.null(),
  ),
});

const next = v.union(
  v.object({
    kind: v.literal("open"),
    eventId: v.string(),
    productIds: v.array(v.string()),
    agreed: price,
    language: oneOf(languages),
    customer: customerArgs,
    convexUserId: v.optional(v.string()),
  }),
  v.object({ kind: v.literal("confirm"), sessionId: v.string(), doubt: v.union(v.null(), doubt) }),
);

/** One try: what to ask of the backend next. */
export const checkoutWork = v.object({ checkoutId: v.id("checkouts"), attempt: v.number(), next });
type Next = Infer<typeof next>;

/** Takes a due checkout for one try, under a lease. `null`: it has ended, or waits for its member's account. */
export async function takeCheckout(
  ctx: MutationCtx,
  checkout: Checkout,
): Promise<Infer<typeof checkoutWork> | null> {
  const next = mayBeBooked(checkout) ? await confirmingAgain(ctx, checkout) : await beginning(ctx, checkout);
  if (!next) return null;
  const attempt = checkout.attempt + 1;
  const wakeAt = Date.now() + CHECKOUT_LEASE_MS;
  // Whoever was confirming may have died at it: nobody knows any more whether the call went out.
  const doubted =
    next.kind === "confirm" && next.doubt
      ? { step: { kind: "unknown" as const, sessionId: next.sessionId } }
      : {};
  await ctx.db.patch("checkouts", checkout._id, { attempt, isHeld: true, wakeAt, ...doubted });
  return { checkoutId: checkout._id, attempt, next };
}

async function confirmingAgain(ctx: MutationCtx, checkout: Checkout): Promise<Next | null> {
  const { step } = checkout;
  if (step.kind !== "confirming" && step.kind !== "unknown") return null;
  return { kind: "confirm", sessionId: step.sessionId, doubt: await doubtOf(ctx, checkout) };
}

/** Of what the backend has not been asked to book yet: after a while nobody wants it to any more. */
async function beginning(ctx: MutationCtx, checkout: Checkout): Promise<Next | null> {
  const { step, askedAt } = checkout;
  const refuse = async (why: "lapsed" | "not_allowed" | "data") => {
    await endCheckout(ctx, checkout, { kind: "refused", why });
    return null;
  };
  if (Date.now() >= askedAt + BEGIN_WITHIN_MS) return refuse("lapsed");
  const user = checkout.user && (await ctx.db.get("users", checkout.user));
  if (checkout.user && (!user || isDeleted(user) || isSuspended(user))) return refuse("not_allowed");
  if (step.kind === "confirming") return { kind: "confirm", sessionId: step.sessionId, doubt: null };
  if (user && !isKnownToBackend(user)) {
    // Booked before the backend knows them it would be a guest's, and theirs to find for nobody: so the account goes first.
    await ctx.db.patch("checkouts", checkout._id, { wakeAt: Date.now() + ACCOUNT_LOOK_MS, isHeld: false });
    return null;
  }
  const customer = user ? customerOf(user) : checkout.customer;
  if (!customer) return refuse("data");
  const { eventId, productId, addonIds, agreed, language } = checkout;
  const order = { eventId, productIds: [productId, ...addonIds], agreed, language, customer };
  return { kind: "open", ...order, ...(user ? { convexUserId: userRef(user) } : {}) };
}

async function doubtOf(ctx: MutationCtx, checkout: Checkout): Promise<Infer<typeof doubt>> {
  const { eventId, eventName, agreed, askedAt } = checkout;
  return { eventId, eventName, total: agreed.total, askedAt, who: await whoBooked(ctx, checkout) };
}

async function whoBooked(
  ctx: MutationCtx,
  { user: id, emailKey }: Checkout,
): Promise<Infer<typeof doubt>["who"]> {
  if (!id) return emailKey === undefined ? null : { kind: "guest", emailKey };
  const { frontendUserId, crmContactId: contactId } = (await ctx.db.get("users", id)) ?? {};
  return frontendUserId && contactId ? { kind: "member", frontendUserId, contactId } : null;
}

function customerOf(user: User) {
  const { email, firstName, lastName, phone, salutation, title, organization, profession, position } = user;
  if (!email) return null;
  return { email, firstName, lastName, phone, salutation, title, organization, profession, position };
}
