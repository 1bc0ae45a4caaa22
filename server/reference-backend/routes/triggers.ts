import type { FastifyInstance } from "fastify";
import { triggerRequestSchema } from "../../../shared/backend-api";
import { demandKey, hasKey } from "../access/caller";
import { parseInput } from "../api-error";
import type { Backend } from "../backend";
import { executionListQuery, listExecutions } from "../store/executions";
import { runTrigger } from "../workflows/trigger";
import { idempotencyKeyOf, originOf, sendKeyed } from "./request";

/** `/workflows/trigger` and `/workflows/executions`: run one, read the log. */
export function addTriggerRoutes(app: FastifyInstance, backend: Backend): void {
  app.post("/workflows/trigger", (request, reply) => {
    const { trigger, inputData } = parseInput(triggerRequestSchema, request.body);
    // Anybody may register. Bookings go through the checkout, and mails to others are for those with a key.
    if (trigger !== "user_registration") demandKey(request);
    const origin = hasKey(request) ? originOf(request) : "stranger";
    const idempotencyKey = idempotencyKeyOf(request);
    return sendKeyed(reply, runTrigger(backend, { trigger, inputData, origin, idempotencyKey }));
  });

  app.get("/workflows/executions", (request, reply) =>
    reply.send(listExecutions(backend.db, parseInput(executionListQuery, request.query))),
  );
}
