import type { FastifyInstance } from "fastify";
import { checkoutRequestSchema, confirmRequestSchema } from "../../../shared/backend-api";
import { demandKey } from "../access/caller";
import { parseInput } from "../api-error";
import { type Backend, writeOnce } from "../backend";
import { confirmSession } from "../checkout/confirm";
import { openSession } from "../checkout/open";
import { idempotencyKeyOf, originOf, sendKeyed } from "./request";

/** `/checkout/*`: begin a booking, and book. */
export function addCheckoutRoutes(app: FastifyInstance, backend: Backend): void {
  app.post("/checkout/sessions", (request, reply) => {
    const order = parseInput(checkoutRequestSchema, request.body);
    // Anybody could say whose account it is: that is believed of callers with a key.
    if (order.metadata?.convexUserId !== undefined) demandKey(request);
    const key = idempotencyKeyOf(request);
    return sendKeyed(
      reply,
      writeOnce(backend, originOf(request), key, (changes) => openSession(changes, order)),
    );
  });

  app.post("/checkout/confirm", (request, reply) => {
    const { sessionId } = parseInput(confirmRequestSchema, request.body);
    const key = idempotencyKeyOf(request);
    return sendKeyed(
      reply,
      writeOnce(backend, originOf(request), key, (changes) =>
        confirmSession(changes, sessionId, backend.organizationName),
      ),
    );
  });
}
