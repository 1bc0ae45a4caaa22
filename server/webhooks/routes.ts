import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { api } from "../convex/_generated/api";
import { systemActor, type Convex, type ConvexCaller } from "../convex-client";
import type { Logger } from "../log";
import { readEvent } from "./read-event";
import { headersToKeep } from "./headers";
import { verify, type Trust } from "./verify";
import type { RejectionCause, WebhookOutcome } from "../../shared/webhooks-api";

/** The largest body that is read, in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** How much of a refused body is kept for the auditor, in characters. */
const REJECTED_BODY_KEPT = 4_000;

type Deps = {
  convex: Convex;
  webhooks: {
    trust: Trust;
    /** Told when a delivery has proved that it is the backend's, and is stored: the backend lives. */
    onVerified?: () => void;
    /** Told how every request ended, for metrics. */
    onOutcome?: (outcome: WebhookOutcome, cause: RejectionCause | null) => void;
  };
  log: Logger;
};

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
  const { trust, ...hooks } = webhooks;
  const door: Door = { caller: convex.as(systemActor), trust, hooks, log };
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: MAX_BODY_BYTES },
    (_request, body, parsed) => parsed(null, body),
  );
  scope.setErrorHandler(async (error, request, reply) => {
    const tooLarge = error instanceof Error && "code" in error && error.code === "FST_ERR_CTP_BODY_TOO_LARGE";
    if (!tooLarge) return unavailable(door, reply, error);
    const bytes = Number(request.headers["content-length"] ?? 0);
    return refuse(door, request, reply, { cause: "too_large", body: Buffer.alloc(0), bytes });
  });
  scope.post("/api/webhooks/backend-sync", (request, reply) => receive(door, request, reply));
}

/** What every request at the door needs. */
type Door = {
  caller: ConvexCaller;
  trust: Trust;
  hooks: Omit<Deps["webhooks"], "trust">;
  log: Logger;
};

async function receive(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (!/^application\/(?:[\w.-]+\+)?json\b/iu.test(request.headers["content-type"] ?? "")) {
    return refuse(door, request, reply, { cause: "content_type", body });
  }
  const proof = verify(request.headers, body, door.trust, Date.now());
  if (!proof.ok) return refuse(door, request, reply, { ...proof, body });
  const event = readEvent(body, proof);
  if (!event) return refuse(door, request, reply, { cause: "malformed", body });
  const { scheme, secretLabel, clockSkewS } = proof;
  const skew = clockSkewS === null ? {} : { clockSkewS };
  const arrival = { ...arrivalOf(request, reply, body.length), scheme, secretLabel, ...skew };
  const { outcome } = await door.caller.mutation(api.webhooks.receive, { event, arrival });
  door.log.info({ eventId: event.eventId, type: event.type, outcome, scheme, secretLabel }, "webhook taken");
  door.hooks.onOutcome?.(outcome, null);
  door.hooks.onVerified?.();
  return reply.code(200).send({ outcome });
}

/** `bytes` is the request's own word for its size when its body was not read. */
type Refusal = { cause: RejectionCause; body: Buffer; bytes?: number; clockSkewS?: number };

async function refuse(
  { caller, hooks, log }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  { cause, body, bytes = body.length, clockSkewS }: Refusal,
) {
  const arrival = {
    ...arrivalOf(request, reply, bytes),
    ...(clockSkewS === undefined ? {} : { clockSkewS }),
  };
  const kept = body.toString("utf8").slice(0, REJECTED_BODY_KEPT);
  await caller.mutation(api.webhooks.reject, { arrival, cause, body: kept });
  log.warn({ cause }, "webhook refused");
  hooks.onOutcome?.("rejected", cause);
  return reply.code(statusOf[cause]).send({ message: `Refused: ${cause}.`, code: cause });
}

function unavailable({ log }: Door, reply: FastifyReply, error: unknown) {
  log.error({ reason: error instanceof Error ? error.name : typeof error }, "webhook could not be stored");
  return reply.code(503).header("retry-after", "5").send({ message: "Not stored. Send it again." });
}

/** `reply.elapsedTime` is how long ago the request arrived, in ms. */
const arrivalOf = (request: FastifyRequest, reply: FastifyReply, bytes: number) => ({
  receivedAt: Math.round(Date.now() - reply.elapsedTime),
  durationMs: Math.round(reply.elapsedTime),
  bytes,
  headers: headersToKeep(request.headers),
});
