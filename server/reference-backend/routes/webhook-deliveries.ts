import type { FastifyInstance } from "fastify";
import { parseInput } from "../api-error";
import type { Backend } from "../backend";
import { deliveryListQuery, existingDelivery, listDeliveries } from "../webhooks/delivery-log";
import { resend } from "../webhooks/resend";

interface ById {
  Params: { id: string };
}

/** `/webhooks/deliveries`: what was sent where and what came of it, and sending it again. */
export function addWebhookDeliveryRoutes(app: FastifyInstance, backend: Backend): void {
  app.get("/deliveries", (request, reply) =>
    reply.send(listDeliveries(backend.db, parseInput(deliveryListQuery, request.query))),
  );

  app.get<ById>("/deliveries/:id", (request, reply) =>
    reply.send(existingDelivery(backend.db, request.params.id)),
  );

  app.post<ById>("/deliveries/:id/resend", (request, reply) =>
    reply.code(202).send(resend(backend, request.params.id)),
  );
}
