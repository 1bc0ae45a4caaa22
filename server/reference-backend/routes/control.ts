import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseInput, validationError } from "../api-error";
import { type Backend, write } from "../backend";
import type { Chaos } from "../chaos/chaos";
import { chaosSettingsSchema } from "../chaos/settings";
import { LATEST_MS } from "../clock";

const eventInput = z.object({
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  id: z.string().min(1).max(200).optional(),
  /** When the event happened, Unix milliseconds; now by default. */
  at: z.int().min(0).max(LATEST_MS).optional(),
});

/** `/control/*`: what a demonstration or a test turns by hand. Registered only where chaos is enabled. */
export function addControlRoutes(app: FastifyInstance, backend: Backend, chaos: Chaos): void {
  app.get("/control/chaos", (_request, reply) => reply.send(chaos.get()));

  app.post("/control/chaos", (request, reply) =>
    reply.send(chaos.set(parseInput(chaosSettingsSchema, request.body))),
  );

  app.get("/control/drills", (_request, reply) => reply.send({ drills: chaos.list() }));

  app.post("/control/drills", (request, reply) => {
    const [drill] = chaos.start([parseInput(chaosSettingsSchema, request.body)]) ?? [];
    if (!drill) throw validationError([{ field: "mode", message: "is no fault, or too many are on" }]);
    return reply.code(201).send(drill);
  });

  app.delete("/control/drills", (_request, reply) => {
    chaos.stopAll();
    return reply.send({ drills: [] });
  });

  app.post("/control/webhooks/send", (request, reply) => {
    const event = parseInput(eventInput, request.body);
    return reply.code(202).send(write(backend, "elsewhere", () => backend.events.add(event)));
  });
}
