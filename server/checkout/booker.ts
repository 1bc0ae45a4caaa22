import type { FunctionReturnType } from "convex/server";
import { api } from "../convex/_generated/api";
import { type Convex, systemActor } from "../convex-client";
import { type Crm, type CrmError, isCrmError } from "../crm/port";
import type { Logger } from "../log";
import { Alarm } from "../sync/alarm";
import { reasonOf } from "../sync/attempt";
import { confirmRefusalOf, refusalOf } from "./refusals";

/** Checkouts one server is at work on at a time. */
const AT_ONCE = 4;
/** How often an idle server looks, in ms: what another one has left lying is found this late. */
const POLL_MS = 2_000;
/** How long one call to the backend may take, in ms: both of a try within its lease. */
const CALL_MS = 10_000;

/** Brings bookings to the backend, each once. */
export interface Booker {
  /** There may be some: look now. */
  nudge(): void;
  /** Resolves when a try of this checkout has ended here, or after `ms`. */
  waitFor(checkoutId: string, ms: number): Promise<void>;
  start(): void;
  /** Takes up nothing more, and resolves when what is under way has been settled. */
  stop(): Promise<void>;
}

type Deps = { convex: Convex; crm: Pick<Crm, "openCheckout" | "confirmCheckout">; log: Logger };
type Work = FunctionReturnType<typeof api.checkouts.claim>["works"][number];
type Opening = Extract<Work["next"], { kind: "open" }>;

/**
 * Takes checkouts under a lease, opens and confirms them and settles how that ended; keeps nothing that it would miss
 * after a crash. Each call carries the same idempotency key however often it is made, and a session is confirmed only
 * after that was kept: a process that dies in between leaves one that is confirmed again, and answers the same ticket.
 */
export function createBooker(deps: Deps): Booker {
  const convex = deps.convex.as(systemActor);
  const alarm = new Alarm();
  const waiting = new Map<string, Set<() => void>>();
  let loop: Promise<void> | null = null;
  let stopped = false;

  async function turn(): Promise<boolean> {
    const { works, more } = await convex.mutation(api.checkouts.claim, { limit: AT_ONCE });
    await Promise.all(works.map((work) => bookAndTell(work)));
    return more;
  }

  async function bookAndTell(work: Work): Promise<void> {
    try {
      await book(work);
    } finally {
      for (const tell of waiting.get(work.checkoutId) ?? []) tell();
    }
  }

  async function book({ checkoutId, attempt, next }: Work): Promise<void> {
    const isFirst = next.kind === "open";
    const sessionId = isFirst ? await open(checkoutId, attempt, next) : next.sessionId;
    if (sessionId !== null) await confirm(checkoutId, attempt, sessionId, isFirst);
  }

  /** The session to confirm; `null` when it went no further. */
  async function open(checkoutId: Work["checkoutId"], attempt: number, order: Opening) {
    const options = callOptions(checkoutId, "open");
    const session = await deps.crm.openCheckout(orderOf(order), options).catch(crmErrorOf);
    if (isCrmError(session)) {
      await settle(checkoutId, attempt, session, refusalOf(session));
      return null;
    }
    const { sessionId, total, currency } = session;
    const told = { sessionId, price: { total, currency } };
    const goesOn = await convex.mutation(api.checkouts.opened, { checkoutId, attempt, session: told });
    return goesOn ? sessionId : null;
  }

  async function confirm(
    checkoutId: Work["checkoutId"],
    attempt: number,
    sessionId: string,
    isFirst: boolean,
  ) {
    const options = callOptions(checkoutId, "confirm");
    const ticket = await deps.crm.confirmCheckout(sessionId, options).catch(crmErrorOf);
    if (isCrmError(ticket)) return settle(checkoutId, attempt, ticket, confirmRefusalOf(ticket, isFirst));
    const { ticketNumber, contactId } = ticket;
    const outcome = { kind: "booked" as const, ticketNumber, contactId };
    await convex.mutation(api.checkouts.settle, { checkoutId, attempt, outcome });
  }

  async function settle(
    checkoutId: Work["checkoutId"],
    attempt: number,
    error: CrmErrorData,
    why: ReturnType<typeof refusalOf>,
  ): Promise<void> {
    const { retryAfterMs, code, heldBack } = error;
    const later = { kind: "later" as const, asked: !heldBack, errorCode: code };
    const outcome = why
      ? { kind: "refused" as const, why }
      : { ...later, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
    if (!why && !heldBack) deps.log.warn({ checkoutId, attempt, errorCode: code }, "a booking has to wait");
    await convex.mutation(api.checkouts.settle, { checkoutId, attempt, outcome });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      alarm.set();
      const more = await turn().catch((error: unknown) => {
        // Leases run out; then it is all taken up again.
        deps.log.error({ reason: reasonOf(error) }, "could not look after the bookings");
        return false;
      });
      if (!stopped && !more) await alarm.ringsWithin(POLL_MS);
    }
  }

  return {
    nudge: () => alarm.ring(),
    waitFor: (checkoutId, ms) => told(waiting, checkoutId, ms),
    start: () => void (loop ??= run()),
    async stop() {
      stopped = true;
      alarm.ring();
      await loop;
    },
  };
}

type CrmErrorData = Pick<CrmError, "code" | "heldBack" | "retryAfterMs">;

/** The same keys at every try, so that the backend can tell a repetition from a second booking. */
const callOptions = (checkoutId: string, step: "open" | "confirm") => ({
  idempotencyKey: `checkout-${checkoutId}-${step}`,
  timeoutMs: CALL_MS,
});

const orderOf = ({ eventId, productIds, agreed, language, customer, convexUserId }: Opening) => ({
  ...{ eventId, customer, language, total: agreed.total },
  products: productIds.map((productId) => ({ productId, quantity: 1 })),
  ...(convexUserId === undefined ? {} : { convexUserId }),
});

function crmErrorOf(error: unknown) {
  if (isCrmError(error)) return error;
  throw error;
}

/** Resolves when `checkoutId` is told of, or after `ms`. */
async function told(waiting: Map<string, Set<() => void>>, checkoutId: string, ms: number): Promise<void> {
  const listeners = waiting.get(checkoutId) ?? new Set();
  waiting.set(checkoutId, listeners);
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      listeners.delete(done);
      if (listeners.size === 0) waiting.delete(checkoutId);
      resolve();
    }
    listeners.add(done);
  });
}
