import type { FastifyInstance } from "fastify";
import type { Logger } from "../log";
import { appRouter } from "../trpc/router";

/** Asked every few seconds by whoever watches over the process; as news they are worth nothing. */
const PROBES = new Set(["/healthz", "/readyz", "/metrics"]);

const procedures: object = appRouter._def.procedures;

/** The procedures that were asked for. What is none of them can be anything that somebody has typed. */
const known = (path = "") =>
  path
    .split(",")
    .map((name) => (Object.hasOwn(procedures, name) ? name : "(unknown)"))
    .join(",");

/** One line per answer. The address is logged as its route only: a query string can hold a name or a token. */
export function logRequests(app: FastifyInstance, log: Logger): void {
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.url;
    if (route && PROBES.has(route)) return;
    const { path } = (request.params ?? {}) as { path?: string };
    log.info({
      requestId: request.id,
      method: request.method,
      route: route === "/trpc/:path" ? `/trpc/${known(path)}` : (route ?? "(none)"),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.addHook("onError", async (request, _reply, error) => {
    if ((error.statusCode ?? 500) >= 500) log.error({ requestId: request.id, err: error }, "request failed");
  });
}
