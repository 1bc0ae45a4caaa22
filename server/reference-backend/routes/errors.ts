import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../api-error";

/** Answers every failure in the contract's error format. */
export function addErrorFormat(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ApiError, request, reply) => {
    const refusal = error instanceof ApiError ? error : fromFastify(error, request);
    return sendError(reply, refusal);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendError(reply, new ApiError(404, "UNKNOWN_ROUTE", "No such route")),
  );
}

/** A refusal of business (status 200) says so in its body, as the platform does. */
function sendError(reply: FastifyReply, error: ApiError): FastifyReply {
  const body = error.status === 200 ? { success: false, ...error.toBody() } : error.toBody();
  if (error.retryAfterS !== undefined) void reply.header("retry-after", String(error.retryAfterS));
  return reply.code(error.status).send(body);
}

/** Fastify's own refusals (no JSON, too large) are the caller's mistake; all else is ours and stays private. */
function fromFastify(error: FastifyError, request: FastifyRequest): ApiError {
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return new ApiError(status, "VALIDATION_ERROR", error.message);
  request.log.error({ err: error }, "request failed");
  return new ApiError(500, "INTERNAL_ERROR", "Internal error");
}
