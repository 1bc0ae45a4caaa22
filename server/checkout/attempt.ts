import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { type Crm, type CrmError, isCrmError } from "../crm/port";
import type { Logger } from "../log";
import { lookUp } from "./look-up";
import { confirmRefusalOf, refusalOf } from "./refusals";

/** How long one call to the backend may take, in ms: both of a try within its lease. */
const CALL_MS = 10_000;

export type BookingCrm = Pick<Crm, "openCheckout" | "confirmCheckout" | "listBookings" | "listContacts">;
type Deps = { convex: ConvexCaller; crm: BookingCrm; log: Logger };
export type Work = FunctionReturnType<typeof api.checkouts.claim>["works"][number];
type Try = Pick<Work, "checkoutId" | "attempt">;
type Opening = Extract<Work["next"], { kind: "open" }>;
type Confirming = Omit<Extract<Work["next"], { kind: "confirm" }>, "kind">;
/** What may have been booked by a confirm before this one. */
export type Doubt = NonNullable<Confirming["doubt"]>;
type Outcome = FunctionArgs<typeof api.checkouts.settle>["outcome"];

/**
 * One try of a checkout: opens the session, confirms it, and settles how that ended. Each call carries the same
 * idempotency key however often it is made, and a session is confirmed only after that was kept: a process that dies in
 * between leaves one that is confirmed again.
 */
export async function tryToBook(deps: Deps, { next, ...work }: Work): Promise<void> {
  const order = next.kind === "open" ? await open(deps, work, next) : next;
  if (order) await settle(deps, work, await confirm(deps, work, order));
}

/** The session to confirm; `null` when it went no further. */
async function open(deps: Deps, work: Try, order: Opening): Promise<Confirming | null> {
  const options = callOptions(work, "open");
  const session = await deps.crm.openCheckout(orderOf(order), options).catch(crmErrorOf);
  if (isCrmError(session)) {
    await settle(deps, work, endOf(session, refusalOf(session)));
    return null;
  }
  const { sessionId, total, currency } = session;
  const told = { sessionId, price: { total, currency } };
  const goesOn = await deps.convex.mutation(api.checkouts.opened, { ...work, session: told });
  return goesOn ? { sessionId, doubt: null } : null;
}

async function confirm({ crm }: Deps, work: Try, { sessionId, doubt }: Confirming): Promise<Outcome> {
  const ticket = await crm.confirmCheckout(sessionId, callOptions(work, "confirm")).catch(crmErrorOf);
  if (!isCrmError(ticket)) {
    const { ticketNumber, contactId } = ticket;
    return { kind: "booked", ticketNumber, contactId };
  }
  const why = confirmRefusalOf(ticket);
  if (!why || !doubt) return endOf(ticket, why);
  // Refused this time says nothing of the time before: its session may be used up, the place taken by themselves.
  const tickets = await lookUp(crm, doubt).catch(crmErrorOf);
  if (isCrmError(tickets)) return endOf(tickets, null);
  if (tickets === null) return endOf(ticket, null);
  return tickets.length > 0 && doubt.who?.kind === "member"
    ? { kind: "found", tickets, why, contactId: doubt.who.contactId }
    : endOf(ticket, why);
}

function endOf({ heldBack, code, retryAfterMs }: CrmErrorData, why: ReturnType<typeof refusalOf>): Outcome {
  if (why) return { kind: "refused", why };
  const again = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { kind: "later", asked: !heldBack, errorCode: code, ...again };
}

async function settle({ convex, log }: Deps, work: Try, outcome: Outcome): Promise<void> {
  if (outcome.kind === "later" && outcome.asked)
    log.warn({ ...work, errorCode: outcome.errorCode }, "a booking has to wait");
  await convex.mutation(api.checkouts.settle, { ...work, outcome });
}

type CrmErrorData = Pick<CrmError, "code" | "heldBack" | "retryAfterMs">;

/** The same keys at every try, so that the backend can tell a repetition from a second booking. */
const callOptions = ({ checkoutId }: Try, step: "open" | "confirm") => ({
  idempotencyKey: `checkout-${checkoutId}-${step}`,
  timeoutMs: CALL_MS,
});

const orderOf = ({ eventId, productIds, agreed, language, customer, convexUserId }: Opening) => ({
  ...{ eventId, customer, language, total: agreed.total },
  products: productIds.map((productId) => ({ productId, quantity: 1 })),
  ...(convexUserId === undefined ? {} : { convexUserId }),
});

function crmErrorOf(error: unknown): CrmError {
  if (isCrmError(error)) return error;
  throw error;
}
