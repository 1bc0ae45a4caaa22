import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseInput } from "../api-error";
import { type Backend, write } from "../backend";
import type { Chaos } from "../chaos/chaos";
import { chaosSettingsSchema } from "../chaos/settings";

const eventInput = z.object({
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  id: z.string().min(1).max(200).optional(),
  /** When the event happened, Unix milliseconds; now by default. */
  at: z.number().int().optional(),
});

/** `/control/*`: what a demonstration or a test turns by hand. Registered only where chaos is enabled. */
export function addControlRoutes(app: FastifyInstance, backend: Backend, chaos: Chaos): void {
  app.get("/control/chaos", (_request, reply) => reply.send(chaos.get()));

  app.post("/control/chaos", (request, reply) =>
    reply.send(chaos.set(parseInput(chaosSettingsSchema, request.body))),
  );

  app.post("/control/webhooks/send", (request, reply) => {
    const event = parseInput(eventInput, request.body);
    return reply.code(202).send(write(backend, "elsewhere", () => backend.events.add(event)));
  });
}
