import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseInput, workflowNotFound } from "../api-error";
import type { Backend } from "../backend";
import { type StoredWorkflow, findWorkflow, listWorkflows, saveWorkflow } from "../store/workflows";
import { BEHAVIOR_TYPES } from "../workflows/behaviors";
import { ERROR_HANDLINGS, WORKFLOW_STATUSES } from "../workflows/workflow";

interface ById {
  Params: { id: string };
}

const behavior = z.strictObject({
  type: z.enum(BEHAVIOR_TYPES),
  enabled: z.boolean().default(true),
  priority: z.int(),
  config: z.record(z.string(), z.unknown()).default({}),
});

const edit = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  status: z.enum(WORKFLOW_STATUSES).optional(),
  execution: z.strictObject({ errorHandling: z.enum(ERROR_HANDLINGS).optional() }).optional(),
  behaviors: z.array(behavior).min(1).max(50).optional(),
});

/** `/workflows`: the stored workflows, and what may be changed of them. */
export function addWorkflowRoutes(app: FastifyInstance, { db }: Backend): void {
  app.get("/workflows", (_request, reply) => reply.send({ workflows: listWorkflows(db) }));

  app.get<ById>("/workflows/:id", (request, reply) => reply.send(existing(request.params.id)));

  app.patch<ById>("/workflows/:id", (request, reply) => {
    const { execution, ...fields } = parseInput(edit, request.body);
    const before = existing(request.params.id);
    const after = { ...before, ...fields, execution: { ...before.execution, ...execution } };
    saveWorkflow(db, after);
    return reply.send(after);
  });

  function existing(id: string): StoredWorkflow {
    const workflow = findWorkflow(db, id);
    if (!workflow) throw workflowNotFound();
    return workflow;
  }
}
