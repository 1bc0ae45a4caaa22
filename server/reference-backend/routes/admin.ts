import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ADMIN_PATH, renderDelivery, renderWebhooks } from "../admin/webhooks-page";
import { ApiError } from "../api-error";
import type { Backend } from "../backend";
import { deliveryListQuery, existingDelivery, listDeliveries } from "../webhooks/delivery-log";
import { disableEndpoint, enableEndpoint } from "../webhooks/endpoint-health";
import { existingEndpoint, listEndpoints } from "../webhooks/endpoints";
import { resend } from "../webhooks/resend";
import { sendTest } from "../webhooks/test-send";

interface ById {
  Params: { id: string };
}

/**
 * `/admin/webhooks`: the same as `/api/v1/webhooks`, as pages for a browser. It asks for the API key as a password
 * (`authorize`); since a browser then sends that along with every request, forms of other pages are refused.
 */
export function addAdminRoutes(
  app: FastifyInstance,
  backend: Backend,
  authorize: (request: FastifyRequest) => Promise<void>,
): void {
  app.addHook("onRequest", async (request, reply) => {
    takePassword(request);
    void reply.header("www-authenticate", 'Basic realm="reference backend", charset="UTF-8"');
    await authorize(request);
    void reply.removeHeader("www-authenticate");
    refuseOtherPages(request);
  });
  // The forms have no fields.
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, async () => undefined);
  addPages(app, backend);
  addButtons(app, backend);
}

function addPages(app: FastifyInstance, { db }: Backend): void {
  app.get(ADMIN_PATH, (_request, reply) => {
    const { deliveries } = listDeliveries(db, deliveryListQuery.parse({}));
    return sendPage(reply, renderWebhooks(listEndpoints(db), deliveries));
  });

  app.get<ById>(`${ADMIN_PATH}/deliveries/:id`, (request, reply) =>
    sendPage(reply, renderDelivery(existingDelivery(db, request.params.id))),
  );
}

function addButtons(app: FastifyInstance, backend: Backend): void {
  const { db, clock } = backend;
  const closing = new AbortController();
  app.addHook("preClose", async () => closing.abort());

  app.post<ById>(`${ADMIN_PATH}/endpoints/:id/test`, async (request, reply) => {
    const { deliveryId } = await sendTest(backend, existingEndpoint(db, request.params.id), closing.signal);
    return reply.redirect(`${ADMIN_PATH}/deliveries/${deliveryId}`, 303);
  });

  app.post<ById>(`${ADMIN_PATH}/endpoints/:id/disable`, (request, reply) => {
    disableEndpoint(db, existingEndpoint(db, request.params.id).url, "by_hand", clock.now());
    return reply.redirect(ADMIN_PATH, 303);
  });

  app.post<ById>(`${ADMIN_PATH}/endpoints/:id/enable`, (request, reply) => {
    enableEndpoint(db, existingEndpoint(db, request.params.id).url);
    return reply.redirect(ADMIN_PATH, 303);
  });

  app.post<ById>(`${ADMIN_PATH}/deliveries/:id/resend`, (request, reply) => {
    const { id } = resend(backend, request.params.id);
    return reply.redirect(`${ADMIN_PATH}/deliveries/${id}`, 303);
  });
}

/** Reads the password of Basic authentication as the key, whatever the user name. */
function takePassword(request: FastifyRequest): void {
  const [, basic] = /^Basic (\S+)$/u.exec(request.headers.authorization ?? "") ?? [];
  if (basic === undefined) return;
  const password = Buffer.from(basic, "base64")
    .toString()
    .replace(/^[^:]*:/u, "");
  request.headers.authorization = `Bearer ${password}`;
}

/** Browsers name the page of a form in `Origin`; programs leave it out, and name their key themselves. */
function refuseOtherPages({ headers, host }: FastifyRequest): void {
  const { origin } = headers;
  if (origin === undefined || origin === `http://${host}` || origin === `https://${host}`) return;
  throw new ApiError(403, "FORBIDDEN", "This form belongs to another page");
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  return reply
    .header("content-type", "text/html; charset=utf-8")
    .header("cache-control", "no-store")
    .header(
      "content-security-policy",
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    )
    .send(html);
}
