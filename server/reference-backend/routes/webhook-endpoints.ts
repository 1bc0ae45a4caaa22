import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { hostKind } from "../../../shared/public-address";
import { ApiError, parseInput, validationError } from "../api-error";
import { type Backend, writeOnce } from "../backend";
import { disableEndpoint, enableEndpoint } from "../webhooks/endpoint-health";
import {
  type StoredEndpoint,
  existingEndpoint,
  findEndpointByUrl,
  insertEndpoint,
  listEndpoints,
  removeEndpoint,
  saveSecrets,
  setForm,
} from "../webhooks/endpoints";
import { BODY_FORMS } from "../webhooks/forms";
import { OVERLAP_MS, isSecret, newSecret, rotate } from "../webhooks/secrets";
import { sendTest } from "../webhooks/test-send";
import { idempotencyKeyOf, originOf, sendKeyed } from "./request";

interface ById {
  Params: { id: string };
}

/** Each event makes a row for every endpoint. */
const MAX_ENDPOINTS = 32;

const secret = z.string().refine(isSecret, "must have the form whsec_<base64>");
const creation = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: "must be http://… or https://…" }),
  form: z.enum(BODY_FORMS).default("full"),
  secret: secret.optional(),
});
const edit = z.strictObject({ form: z.enum(BODY_FORMS).optional(), enabled: z.boolean().optional() });
const rotation = z
  .strictObject({
    secret: secret.optional(),
    /** How long both secrets sign, in seconds; 0 drops one that leaked at once. */
    overlapS: z
      .number()
      .int()
      .min(0)
      .max(30 * 24 * 3600)
      .default(OVERLAP_MS / 1000),
  })
  .default({ overlapS: OVERLAP_MS / 1000 });

/** `/webhooks/endpoints`: list, add, change, remove, rotate the secret, send a test. Secrets are shown when made. */
export function addWebhookEndpointRoutes(app: FastifyInstance, backend: Backend): void {
  const { db, clock } = backend;

  app.get("/endpoints", (_request, reply) =>
    reply.send({ endpoints: listEndpoints(db).map((endpoint) => toJson(endpoint, clock.now())) }),
  );

  app.post("/endpoints", (request, reply) => {
    const input = parseInput(creation, request.body);
    refusePrivate(backend, input.url);
    const key = idempotencyKeyOf(request);
    return sendKeyed(
      reply,
      writeOnce(backend, originOf(request), key, ({ now }) => {
        refuseUnlessRoom(backend, input.url);
        const made = { ...input, secret: input.secret ?? newSecret() };
        const id = insertEndpoint(db, made, false, now);
        return { status: 201, body: { ...shown(backend, id), secret: made.secret } };
      }),
    );
  });

  app.patch<ById>("/endpoints/:id", (request, reply) => {
    const { form, enabled } = parseInput(edit, request.body);
    const { id, url } = existingEndpoint(backend.db, request.params.id);
    db.transaction(() => {
      if (form) setForm(db, id, form);
      if (enabled === true) enableEndpoint(db, url);
      if (enabled === false) disableEndpoint(db, url, "by_hand", clock.now());
    });
    return reply.send(shown(backend, id));
  });

  app.delete<ById>("/endpoints/:id", (request, reply) => {
    const endpoint = existingEndpoint(backend.db, request.params.id);
    if (endpoint.configuredSecret !== null) throw configured();
    removeEndpoint(db, endpoint, clock.now());
    return reply.send({ success: true });
  });

  addRotationRoute(app, backend);
  addTestRoute(app, backend);
}

function addRotationRoute(app: FastifyInstance, backend: Backend): void {
  app.post<ById>("/endpoints/:id/rotate-secret", (request, reply) => {
    const { secret: next = newSecret(), overlapS } = parseInput(rotation, request.body ?? undefined);
    const key = idempotencyKeyOf(request);
    // Done again it would end the overlap of the secret that the receiver still has.
    return sendKeyed(
      reply,
      writeOnce(backend, originOf(request), key, ({ db, now }) => {
        const endpoint = existingEndpoint(db, request.params.id);
        saveSecrets(db, endpoint.id, rotate(endpoint, next, now + overlapS * 1000));
        return { status: 200, body: { ...shown(backend, endpoint.id), secret: next } };
      }),
    );
  });
}

function addTestRoute(app: FastifyInstance, backend: Backend): void {
  const closing = new AbortController();
  app.addHook("preClose", async () => closing.abort());

  app.post<ById>("/endpoints/:id/test", async (request, reply) => {
    const endpoint = existingEndpoint(backend.db, request.params.id);
    return reply.send(await sendTest(backend, endpoint, closing.signal));
  });
}

/** A name is judged when it is called: it may stand for something else by then. */
function refusePrivate({ allowPrivateEndpoints }: Backend, url: string): void {
  const kind = hostKind(url);
  if (allowPrivateEndpoints || kind === "public" || kind === "a name") return;
  throw validationError([
    {
      field: "url",
      message: "must not lead into a private network, unless BACKEND_ALLOW_PRIVATE_ENDPOINTS is 1",
    },
  ]);
}

function refuseUnlessRoom({ db }: Backend, url: string): void {
  if (findEndpointByUrl(db, url)) {
    throw new ApiError(409, "ENDPOINT_EXISTS", "There is an endpoint with this url: change that one");
  }
  if (listEndpoints(db).length >= MAX_ENDPOINTS) {
    throw new ApiError(400, "TOO_MANY_ENDPOINTS", `There are ${MAX_ENDPOINTS} endpoints: remove one first`);
  }
}

const configured = () =>
  new ApiError(
    409,
    "ENDPOINT_CONFIGURED",
    "The endpoint is in the configuration: remove it there, or disable it",
  );

const shown = (backend: Backend, id: string) => toJson(existingEndpoint(backend.db, id), backend.clock.now());

/** Without secrets. `overlapUntil` is set while two secrets sign. */
function toJson(endpoint: StoredEndpoint, now: number) {
  const { id, url, form, failingSince, disabledAt, disabledReason, previousUntil, createdAt } = endpoint;
  const overlapUntil = previousUntil !== null && previousUntil > now ? previousUntil : null;
  const origin = endpoint.configuredSecret === null ? "api" : "configuration";
  return { id, url, form, origin, overlapUntil, failingSince, disabledAt, disabledReason, createdAt };
}
