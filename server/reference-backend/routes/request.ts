import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { TANDEM_USER_AGENT } from "../../../shared/backend-api";
import { ApiError, validationError } from "../api-error";
import type { KeyedAnswer } from "../backend";
import type { Origin } from "../changes";

const MAX_KEY_LENGTH = 255;

/** Tandem names itself in its user agent; any other caller is a person or a program at the CRM. */
export function originOf(request: FastifyRequest): Origin {
  return request.headers["user-agent"]?.startsWith(TANDEM_USER_AGENT) ? "tandem" : "elsewhere";
}

/** The `Idempotency-Key`, scoped to the route: one key at two routes is two intents. */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || key.length > MAX_KEY_LENGTH) {
    throw validationError([
      { field: "Idempotency-Key", message: `longer than ${MAX_KEY_LENGTH} characters` },
    ]);
  }
  return `${request.method} ${request.routeOptions.url}\n${key}`;
}

/** Sends an answer of `writeOnce`. */
export function sendKeyed(reply: FastifyReply, answer: KeyedAnswer): FastifyReply {
  if (answer.replayed) void reply.header("idempotency-replayed", "true");
  return reply.code(answer.status).send(answer.body);
}

/** A hook that lets in only callers with the key, and only for this organisation when they name one. */
export function requireKey(apiKey: string, orgId: string | undefined) {
  const wanted = digest(`Bearer ${apiKey}`);
  return async (request: FastifyRequest): Promise<void> => {
    const given = digest(request.headers.authorization ?? "");
    if (!timingSafeEqual(wanted, given)) {
      throw new ApiError(401, "UNAUTHORIZED", "A valid API key is required");
    }
    const named = request.headers["x-organization-id"];
    if (orgId !== undefined && named !== undefined && named !== orgId) {
      throw new ApiError(403, "FORBIDDEN", "The key does not belong to this organisation");
    }
  };
}

/** Equal lengths for the constant-time comparison. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
