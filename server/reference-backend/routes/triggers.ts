import type { FastifyInstance } from "fastify";
import { triggerRequestSchema } from "../../../shared/backend-api";
import { parseInput } from "../api-error";
import type { Backend } from "../backend";
import { executionListQuery, listExecutions } from "../store/executions";
import { runTrigger } from "../workflows/trigger";
import { idempotencyKeyOf, originOf, sendKeyed } from "./request";

/** `/workflows/trigger` and `/workflows/executions`: run one, read the log. */
export function addTriggerRoutes(app: FastifyInstance, backend: Backend): void {
  app.post("/workflows/trigger", (request, reply) => {
    const { trigger, inputData } = parseInput(triggerRequestSchema, request.body);
    const idempotencyKey = idempotencyKeyOf(request);
    return sendKeyed(
      reply,
      runTrigger(backend, { trigger, inputData, origin: originOf(request), idempotencyKey }),
    );
  });

  app.get("/workflows/executions", (request, reply) =>
    reply.send(listExecutions(backend.db, parseInput(executionListQuery, request.query))),
  );
}
