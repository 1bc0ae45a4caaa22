import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { api } from "../convex/_generated/api";
import { systemActor, type Convex } from "../convex-client";
import type { Logger } from "../log";
import { readEvent } from "./read-event";
import { headersToKeep } from "./headers";
import { readSecrets, verify } from "./verify";
import type { RejectionCause } from "../../shared/webhooks-api";

/** The largest body that is read, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** How much of a refused body is kept for the auditor, in characters. */
const REJECTED_BODY_KEPT = 4_000;

type Deps = { convex: Convex; webhooks: { secrets: string[] }; log: Logger };

const statusOf: Record<RejectionCause, number> = {
  signature: 401,
  timestamp: 401,
  malformed: 400,
  too_large: 413,
  content_type: 415,
  rate_limited: 429,
};

/**
 * `POST /api/webhooks/backend-sync`: raw bytes, limits, signature, then one mutation. 2xx is only said after its
 * commit; when Convex is away the backend hears 503 and tries again.
 */
export function registerWebhookRoutes(scope: FastifyInstance, { convex, webhooks, log }: Deps): void {
  const caller = convex.as(systemActor);
  const secrets = readSecrets(webhooks.secrets);

  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: MAX_BODY_BYTES },
    (_request, body, parsed) => parsed(null, body),
  );
  scope.setErrorHandler(async (error, request, reply) => {
    const tooLarge = error instanceof Error && "code" in error && error.code === "FST_ERR_CTP_BODY_TOO_LARGE";
    if (!tooLarge) return unavailable(reply, error);
    return refuse(
      request,
      reply,
      "too_large",
      Buffer.alloc(0),
      Number(request.headers["content-length"] ?? 0),
    );
  });
  scope.post("/api/webhooks/backend-sync", receive);

  async function receive(request: FastifyRequest, reply: FastifyReply) {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!/^application\/(?:[\w.-]+\+)?json\b/iu.test(request.headers["content-type"] ?? "")) {
      return refuse(request, reply, "content_type", body);
    }
    const proof = verify(request.headers, body, secrets, Date.now());
    if (!proof.ok) return refuse(request, reply, proof.cause, body, body.length, proof.clockSkewS);
    const event = readEvent(body, proof);
    if (!event) return refuse(request, reply, "malformed", body);
    const { scheme, secretLabel, clockSkewS } = proof;
    const arrival = { ...arrivalOf(request, reply, body.length), scheme, secretLabel, clockSkewS };
    const { outcome } = await caller.mutation(api.webhooks.receive, { event, arrival });
    log.info({ eventId: event.eventId, type: event.type, outcome }, "webhook taken");
    return reply.code(200).send({ outcome });
  }

  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    cause: RejectionCause,
    body: Buffer,
    bytes = body.length,
    clockSkewS?: number,
  ) {
    const arrival = {
      ...arrivalOf(request, reply, bytes),
      ...(clockSkewS === undefined ? {} : { clockSkewS }),
    };
    const kept = body.toString("utf8").slice(0, REJECTED_BODY_KEPT);
    await caller.mutation(api.webhooks.reject, { arrival, cause, body: kept });
    log.warn({ cause }, "webhook refused");
    return reply.code(statusOf[cause]).send({ message: `Refused: ${cause}.`, code: cause });
  }

  function unavailable(reply: FastifyReply, error: unknown) {
    log.error({ reason: error instanceof Error ? error.name : typeof error }, "webhook could not be stored");
    return reply.code(503).header("retry-after", "5").send({ message: "Not stored. Send it again." });
  }
}

/** `reply.elapsedTime` is how long ago the request arrived, in ms. */
const arrivalOf = (request: FastifyRequest, reply: FastifyReply, bytes: number) => ({
  receivedAt: Math.round(Date.now() - reply.elapsedTime),
  durationMs: Math.round(reply.elapsedTime),
  bytes,
  headers: headersToKeep(request.headers),
});
