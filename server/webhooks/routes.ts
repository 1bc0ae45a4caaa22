import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Convex, systemActor } from "../convex-client";
import type { Logger } from "../log";
import { arrivalOf } from "./arrival";
import { Intake } from "./intake";
import { readEvent } from "./read-event";
import { type Refusal, Refuser } from "./refuse";
import { guardRoom, NoRoom, refuseForRoom, type RoomLimits } from "./guard-room";
import type { StrangerLimits } from "./strangers";
import { type Trust, verify } from "./verify";
import type { RejectionCause, WebhookOutcome } from "../../shared/webhooks-api";

/** The largest body that is read, in bytes. */
const MAX_BODY_BYTES = 256 * 1024;

type Deps = {
  convex: Convex;
  webhooks: {
    /** How requests may be signed. */
    trust: Trust;
    /** Told when a delivery has proved that it is the backend's, and is stored: the backend lives. */
    onVerified?: () => void;
    /** Told how every request ended, for metrics. */
    onOutcome?: (outcome: WebhookOutcome, cause: RejectionCause | null) => void;
    limits?: RoomLimits & { strangers?: StrangerLimits };
  };
  log: Logger;
};

/** What every request at the door needs. */
type Door = { intake: Intake; refuser: Refuser; hooks: Deps["webhooks"]; log: Logger };

/**
 * `POST /api/webhooks/backend-sync`: raw bytes, limits, signature, then one mutation. 2xx is only said after its
 * commit; when Convex is away, or too much comes at once, the backend hears 503 and tries again.
 */
export function registerWebhookRoutes(scope: FastifyInstance, { convex, webhooks, log }: Deps): void {
  const caller = convex.as(systemActor);
  const { onOutcome, limits } = webhooks;
  const refuser = new Refuser({ caller, log, onOutcome, limits: limits?.strangers });
  const door: Door = { intake: new Intake({ caller, log }), refuser, hooks: webhooks, log };
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: MAX_BODY_BYTES },
    (_request, body, parsed) => parsed(null, body),
  );
  guardRoom(scope, limits ?? {});
  scope.setErrorHandler((error, request, reply) => answerError(door, request, reply, error));
  scope.addHook("onClose", () => refuser.close());
  scope.post("/api/webhooks/backend-sync", (request, reply) => receive(door, request, reply));
}

async function receive(door: Door, request: FastifyRequest, reply: FastifyReply) {
  const { intake, refuser, hooks, log } = door;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (!isPlainJson(request)) return refuser.refuse(request, reply, { cause: "content_type", body });
  const proof = verify(request.headers, body, hooks.trust, Date.now());
  if (!proof.ok) return refuser.refuse(request, reply, { ...proof, body });
  const event = readEvent(body, proof);
  if (!event) return refuser.refuse(request, reply, { cause: "malformed", body, genuine: true });
  const { scheme, secretLabel, clockSkewS } = proof;
  const skew = clockSkewS === null ? {} : { clockSkewS };
  const arrival = { ...arrivalOf(request, reply, body.length), scheme, secretLabel, ...skew };
  const outcome = await intake.take({ event, arrival });
  log.info({ eventId: event.eventId, type: event.type, outcome, scheme, secretLabel }, "webhook taken");
  hooks.onOutcome?.(outcome, null);
  hooks.onVerified?.();
  return reply.code(200).send({ outcome });
}

/** A signature is over the bytes as they were sent; whether those are compressed or not is nowhere said, so they are not. */
function isPlainJson({ headers }: FastifyRequest): boolean {
  const encoding = headers["content-encoding"] ?? "identity";
  return (
    encoding.toLowerCase() === "identity" &&
    /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/iu.test(headers["content-type"] ?? "")
  );
}

const causes: Record<number, Refusal["cause"]> = { 413: "too_large", 415: "content_type" };

/** What Fastify could not read is the sender's doing; everything else is ours, and the sender has to try again. */
async function answerError(
  { refuser, log }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
) {
  // Cut off in the middle: there is nobody to answer, and nothing to keep.
  if (request.raw.destroyed && !request.raw.complete) return reply.code(400).send();
  if (error instanceof NoRoom) return refuseForRoom(reply);
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    const bytes = Number(request.headers["content-length"] ?? 0);
    const refusal = { cause: causes[status] ?? "malformed", body: Buffer.alloc(0), bytes };
    try {
      return await refuser.refuse(request, reply, refusal);
    } catch (failure) {
      return unavailable(log, reply, failure);
    }
  }
  return unavailable(log, reply, error);
}

function unavailable(log: Logger, reply: FastifyReply, error: unknown) {
  log.error({ reason: error instanceof Error ? error.name : typeof error }, "webhook could not be stored");
  return reply.code(503).header("retry-after", "5").send({ message: "Not stored. Send it again." });
}
