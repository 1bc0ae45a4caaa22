import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api";
import type { ConvexCaller } from "../convex-client";
import { type Crm, CrmError, isCrmError } from "../crm/port";
import type { Logger } from "../log";
import type { Ending } from "../sync/due-work";
import { lookUp } from "./look-up";
import { confirmRefusalOf, refusalOf } from "./refusals";

/** How long one call to the backend may take, in ms: both of a try within its lease. */
const CALL_MS = 10_000;

export type BookingCrm = Pick<Crm, "openCheckout" | "confirmCheckout" | "listBookings" | "listContacts">;
type Deps = { convex: ConvexCaller; crm: BookingCrm; log: Logger };
export type Work = FunctionReturnType<typeof api.checkouts.claim>["works"][number];
/** One try, with what it needs. */
type One = Deps & { work: Pick<Work, "checkoutId" | "attempt">; ending: Ending };
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
export async function tryToBook(deps: Deps, { next, ...work }: Work, ending: Ending): Promise<void> {
  const one = { ...deps, work, ending };
  const order = next.kind === "open" ? await open(one, next) : next;
  if (order) await settle(one, ending.stopping.aborted ? notBegun : await confirm(one, order));
}

/** Whoever is to end leaves what has not been asked to the next. */
const notBegun: Outcome = { kind: "later", asked: false };

/** The session to confirm; `null` when it went no further. */
async function open(one: One, order: Opening): Promise<Confirming | null> {
  const { convex, crm, work } = one;
  const session = await crm.openCheckout(orderOf(order), callOptions(one, "open")).catch(crmErrorOf(one));
  if (isCrmError(session)) {
    await settle(one, endOf(session, refusalOf(session)));
    return null;
  }
  const { sessionId, total, currency } = session;
  const told = { sessionId, price: { total, currency } };
  const goesOn = await convex.mutation(api.checkouts.opened, { ...work, session: told });
  return goesOn ? { sessionId, doubt: null } : null;
}

async function confirm(one: One, { sessionId, doubt }: Confirming): Promise<Outcome> {
  const { crm } = one;
  const ticket = await crm.confirmCheckout(sessionId, callOptions(one, "confirm")).catch(crmErrorOf(one));
  if (!isCrmError(ticket)) {
    const { ticketNumber, contactId } = ticket;
    return { kind: "booked", ticketNumber, contactId };
  }
  const why = confirmRefusalOf(ticket);
  if (!why || !doubt) return endOf(ticket, why);
  // Refused this time says nothing of the time before: its session may be used up, the place taken by themselves.
  const tickets = await lookUp(crm, doubt).catch(crmErrorOf(one));
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

async function settle({ convex, log, work }: One, outcome: Outcome): Promise<void> {
  if (outcome.kind === "later" && outcome.asked)
    log.warn({ ...work, errorCode: outcome.errorCode }, "a booking has to wait");
  await convex.mutation(api.checkouts.settle, { ...work, outcome });
}

type CrmErrorData = Pick<CrmError, "code" | "heldBack" | "retryAfterMs">;

/** The same keys at every try, so that the backend can tell a repetition from a second booking. */
const callOptions = ({ work, ending }: One, step: "open" | "confirm") => ({
  ...{ idempotencyKey: `checkout-${work.checkoutId}-${step}`, timeoutMs: CALL_MS, signal: ending.signal },
});

const orderOf = ({ eventId, productIds, agreed, language, customer, convexUserId }: Opening) => ({
  ...{ eventId, customer, language, total: agreed.total },
  products: productIds.map((productId) => ({ productId, quantity: 1 })),
  ...(convexUserId === undefined ? {} : { convexUserId }),
});

/** A call that was called off may have arrived: it counts as one without an answer. */
const crmErrorOf =
  ({ ending }: One) =>
  (error: unknown): CrmError => {
    if (isCrmError(error)) return error;
    if (ending.signal.aborted) return new CrmError({ code: "timeout", message: "The server stops." });
    throw error;
  };
