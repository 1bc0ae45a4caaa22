import type { Server } from "node:http";
import type { FastifyHttpOptions, FastifyInstance, FastifyRequest } from "fastify";
import { limitEachNetwork } from "./network-connections";

/** How much of this server a stranger may take up. */
export type HttpLimits = {
  /** How long a request may take to arrive, head and body, in ms. */
  requestMs: number;
  /** Connections open at once; those beyond are closed unheard. */
  connections: number;
  /** The same of one network; `null` where all come from a proxy, which has to see to it itself. */
  connectionsPerNetwork: number | null;
  /** Registrations that one network may have in ten minutes. */
  registrations: number;
};

/** The largest body that is read into memory, in bytes: some ten thousand IDs of a selection. */
const MAX_BODY_BYTES = 2 ** 20;
/** Of all headers together, in bytes; what is larger is 431. */
const MAX_HEAD_BYTES = 16_384;
/** Nobody needs longer for a head, however slow their line is, in ms. */
const MAX_HEAD_MS = 10_000;
/** The end of an upload too, in ms: it sets its own pace, and is streamed to disk. */
const MAX_UPLOAD_MS = 3_600_000;

declare module "fastify" {
  interface FastifyContextConfig {
    /** The body is streamed, and may take longer than others. */
    streamsBody?: true;
  }
}

/** A connection on which nothing moves for so many times `requestMs` is closed: its answer is not being taken. */
const IDLE = 4;

/** What Node itself enforces, before a request has a route. Fastify's own default waits for ever. */
export function serverLimits({ requestMs }: HttpLimits) {
  const headMs = Math.min(requestMs, MAX_HEAD_MS);
  return {
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: MAX_UPLOAD_MS,
    connectionTimeout: IDLE * requestMs,
    http: {
      headersTimeout: headMs,
      // Node looks so often who is late; with its 30 s a head could take 40.
      connectionsCheckingInterval: Math.ceil(headMs / 4),
      maxHeaderSize: MAX_HEAD_BYTES,
    },
  } satisfies FastifyHttpOptions<Server>;
}

/** Cuts off whoever sends a body too slowly, so that open connections cannot be used up byte by byte. */
export function cutOffSlowSenders(app: FastifyInstance, limits: HttpLimits): void {
  const { requestMs, connections, connectionsPerNetwork } = limits;
  app.server.maxConnections = connections;
  if (connectionsPerNetwork !== null) limitEachNetwork(app.server, connectionsPerNetwork);
  app.addHook("onRequest", async (request) => {
    if (!hasBody(request) || request.routeOptions.config.streamsBody) return;
    const late = setTimeout(() => {
      if (!request.raw.complete) request.raw.destroy();
    }, requestMs);
    request.raw.once("close", () => clearTimeout(late));
  });
  // Who was answered before the body has arrived is not listened to any longer.
  app.addHook("onSend", async (request, reply) => {
    if (hasBody(request) && !request.raw.complete) reply.header("connection", "close");
  });
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
