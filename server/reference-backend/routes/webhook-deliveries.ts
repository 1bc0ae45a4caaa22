import type { FastifyInstance } from "fastify";
import { ApiError, deliveryNotFound, parseInput } from "../api-error";
import type { Backend } from "../backend";
import { deliveryListQuery, listDeliveries, readDelivery } from "../webhooks/delivery-log";
import { sendAgain } from "../webhooks/deliveries";
import { findEndpointByUrl } from "../webhooks/endpoints";

interface ById {
  Params: { id: string };
}

/** `/webhooks/deliveries`: what was sent where and what came of it, and sending it again. */
export function addWebhookDeliveryRoutes(app: FastifyInstance, backend: Backend): void {
  app.get("/deliveries", (request, reply) =>
    reply.send(listDeliveries(backend.db, parseInput(deliveryListQuery, request.query))),
  );

  app.get<ById>("/deliveries/:id", (request, reply) => reply.send(existing(backend, request.params.id)));

  app.post<ById>("/deliveries/:id/resend", (request, reply) => {
    const delivery = existing(backend, request.params.id);
    const endpoint = findEndpointByUrl(backend.db, delivery.endpointUrl);
    if (!endpoint || endpoint.disabledAt !== null) {
      throw new ApiError(409, "ENDPOINT_DISABLED", "The endpoint takes no events: enable it first");
    }
    sendAgain(backend.db, Number(delivery.id), backend.clock.now());
    backend.nudge();
    return reply.code(202).send(existing(backend, delivery.id));
  });
}

function existing({ db }: Backend, id: string) {
  const delivery = readDelivery(db, id);
  if (!delivery) throw deliveryNotFound();
  return delivery;
}
