import type { FastifyReply, FastifyRequest } from "fastify";
import { headersToKeep } from "./headers";

/** What is kept of every request. `reply.elapsedTime` is how long ago it arrived, in ms. */
export const arrivalOf = (request: FastifyRequest, reply: FastifyReply, bytes: number) => ({
  receivedAt: Math.round(Date.now() - reply.elapsedTime),
  durationMs: Math.round(reply.elapsedTime),
  bytes,
  headers: headersToKeep(request.headers),
});
