import type { FastifyInstance } from "fastify";
import { WEBHOOKS_PATH, renderDelivery, renderWebhooks } from "../../admin/webhooks-page";
import { parseInput } from "../../api-error";
import { deliveryListQuery, existingDelivery, listDeliveries } from "../../webhooks/delivery-log";
import { disableEndpoint, enableEndpoint } from "../../webhooks/endpoint-health";
import { existingEndpoint, listEndpoints } from "../../webhooks/endpoints";
import { resend } from "../../webhooks/resend";
import { sendTest } from "../../webhooks/test-send";
import { given } from "./given";
import { type Admin, type ById, frameOf, sendPage } from "./send-page";

/** The same as `/api/v1/webhooks`: endpoints, deliveries, a test, sending again. */
export function addWebhookPages(app: FastifyInstance, admin: Admin): void {
  const { db } = admin.backend;

  app.get(WEBHOOKS_PATH, (request, reply) => {
    const query = parseInput(deliveryListQuery, given(request.query));
    const list = { endpoints: listEndpoints(db), status: query.status, ...listDeliveries(db, query) };
    return sendPage(reply, renderWebhooks(frameOf(admin, "/webhooks", "Webhooks", request), list));
  });

  app.get<ById>(`${WEBHOOKS_PATH}/deliveries/:id`, (request, reply) => {
    const delivery = existingDelivery(db, request.params.id);
    const frame = frameOf(admin, "/webhooks", `Delivery of ${delivery.eventId}`, request);
    return sendPage(reply, renderDelivery(frame, delivery));
  });

  addButtons(app, admin);
}

function addButtons(app: FastifyInstance, { backend }: Admin): void {
  const { db, clock } = backend;
  const closing = new AbortController();
  app.addHook("preClose", async () => closing.abort());

  app.post<ById>(`${WEBHOOKS_PATH}/endpoints/:id/test`, async (request, reply) => {
    const { deliveryId } = await sendTest(backend, existingEndpoint(db, request.params.id), closing.signal);
    return reply.redirect(`${WEBHOOKS_PATH}/deliveries/${deliveryId}`, 303);
  });

  app.post<ById>(`${WEBHOOKS_PATH}/endpoints/:id/disable`, (request, reply) => {
    disableEndpoint(db, existingEndpoint(db, request.params.id).url, "by_hand", clock.now());
    return reply.redirect(WEBHOOKS_PATH, 303);
  });

  app.post<ById>(`${WEBHOOKS_PATH}/endpoints/:id/enable`, (request, reply) => {
    enableEndpoint(db, existingEndpoint(db, request.params.id).url);
    return reply.redirect(WEBHOOKS_PATH, 303);
  });

  app.post<ById>(`${WEBHOOKS_PATH}/deliveries/:id/resend`, (request, reply) => {
    const { id } = resend(backend, request.params.id);
    return reply.redirect(`${WEBHOOKS_PATH}/deliveries/${id}?done=again`, 303);
  });
}
