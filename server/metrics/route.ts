import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { hostKind } from "../../shared/public-address";
import type { Convex } from "../convex-client";
import type { Gate } from "../sync/gate/gate";
import { addBacklogMetrics } from "./backlog-metrics";
import { addGateMetrics } from "./gate-metrics";
import type { Metrics } from "./metrics";
import { addQueueMetrics } from "./queue-metrics";

type Deps = { metrics: Metrics; gate: Gate; convex: Convex; token: string | null };

/** `GET /metrics` for Prometheus: with a token when there is one, else from this machine alone. */
export function registerMetricsRoute(scope: FastifyInstance, { metrics, gate, convex, token }: Deps): void {
  const { registry } = metrics;
  addGateMetrics(registry, gate);
  const looks = [addQueueMetrics(registry, convex), addBacklogMetrics(registry, convex)];
  scope.get("/metrics", async (request, reply) => {
    if (!mayRead(request, token)) return reply.code(403).type("text/plain").send(refusal(token));
    await Promise.all(looks.map((look) => look()));
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

function mayRead(request: FastifyRequest, token: string | null): boolean {
  if (token !== null) return isSame(request.headers.authorization ?? "", `Bearer ${token}`);
  return isFromHere(request);
}

/**
 * A proxy on this machine passes strangers on; it says so in a header. A page of somebody else that has its own name lead
 * here says that name.
 */
function isFromHere({ ip, host, headers }: FastifyRequest): boolean {
  const passedOn = headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
  const address = `http://${host}`;
  const isMeant = URL.canParse(address) && hostKind(address) === "this machine";
  return !passedOn && isMeant && /^(?:::ffff:)?127\.|^::1$/u.test(ip);
}

/** Compares digests: they are as long as each other whatever was sent, and the time tells nothing. */
const isSame = (given: string, wanted: string): boolean => timingSafeEqual(digest(given), digest(wanted));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const refusal = (token: string | null): string =>
  token === null
    ? "Metrics are for this machine only. Set METRICS_TOKEN to read them from elsewhere.\n"
    : "Send Authorization: Bearer and the METRICS_TOKEN.\n";
