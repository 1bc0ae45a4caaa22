import { ConvexError } from "convex/values";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors";
import { armour } from "./headers";
import type { IsSecure } from "./secure";

/** The HTTP status of each expected failure. */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
  too_many: 429,
  needs_confirmation: 412,
  needs_second_factor: 412,
  needs_step_up: 412,
} as const satisfies Record<AppError["code"], number>;

/**
 * Every failure outside of tRPC as `{ code, message }`. What nobody expected keeps its words to itself: they can
 * quote what somebody typed, or say how the inside looks.
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: { statusCode?: number; data?: unknown }, _request, reply) => {
    const expected = error instanceof ConvexError ? AppError.safeParse(error.data) : null;
    if (expected?.success) return reply.code(statusOf[expected.data.code]).send(expected.data);
    const status = error.statusCode ?? 500;
    if (status >= 400 && status < 500) {
      return reply.code(status).send(unreadable);
    }
    const message = "The server could not do this. Nothing was changed.";
    return reply.code(500).send({ code: "unavailable", message });
  });
}

const unreadable = { code: "invalid", message: "The server cannot read this request." };

/** An address that nobody can decode comes to no route and by no hook: it is answered in the same way all the same. */
export const answerUnroutable =
  (isSecure: IsSecure) =>
  (_error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    armour(request, reply, isSecure);
    void reply.code(400).send(unreadable);
  };
