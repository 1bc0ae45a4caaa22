import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../api-error";
import type { ResponseForms } from "../forms/settings";
import { inForms } from "../forms/shape";

/** Answers every failure in the contract's error format; where no route is, no hook gives it the form that is on. */
export function addErrorFormat(app: FastifyInstance, forms: ResponseForms): void {
  app.setErrorHandler((error: FastifyError | ApiError, request, reply) => {
    const refusal = error instanceof ApiError ? error : fromFastify(error, request);
    return sendError(reply, refusal);
  });
  const unknown = new ApiError(404, "UNKNOWN_ROUTE", "No such route").toBody();
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(inForms(forms.get(), unknown)));
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
