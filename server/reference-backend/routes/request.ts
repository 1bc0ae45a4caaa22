import type { FastifyReply, FastifyRequest } from "fastify";
import { TANDEM_USER_AGENT } from "../../../shared/backend-api";
import { callerOf, hasKey } from "../access/caller";
import { validationError } from "../api-error";
import type { KeyedAnswer } from "../backend";
import type { Origin } from "../changes";

const MAX_KEY_LENGTH = 255;

/** Tandem names itself in its user agent and has a key; any other caller is a person or a program at the CRM. */
export function originOf(request: FastifyRequest): Origin {
  const isTandem = request.headers["user-agent"]?.startsWith(TANDEM_USER_AGENT);
  return isTandem && hasKey(request) ? "tandem" : "elsewhere";
}

/**
 * The `Idempotency-Key`, scoped to the path: one key at two paths is two intents. Strangers' are kept apart, so that
 * nobody is given an answer that was not theirs; those with API keys are one organisation, and change their keys.
 */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || key.length > MAX_KEY_LENGTH) {
    throw validationError([
      { field: "Idempotency-Key", message: `longer than ${MAX_KEY_LENGTH} characters` },
    ]);
  }
  const caller = callerOf(request);
  const scope = caller.kind === "anonymous" ? `${caller.address}\n` : "";
  const [path] = request.url.split("?");
  return `${request.method} ${path}\n${scope}${key}`;
}

/** Sends an answer of `writeOnce`. */
export function sendKeyed(reply: FastifyReply, answer: KeyedAnswer): FastifyReply {
  if (answer.replayed) void reply.header("idempotency-replayed", "true");
  return reply.code(answer.status).send(answer.body);
}
