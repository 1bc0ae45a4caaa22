import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { demandKey, hasKey } from "../access/caller";
import { eventNotFound, parseInput } from "../api-error";
import type { Backend } from "../backend";
import { EVENT_STATUSES, type Event, findEvent, listEvents, toEventJson } from "../store/events";
import { productsOf, toProductJson } from "../store/products";

interface ById {
  Params: { id: string };
}

const listQuery = z.object({
  status: z.enum(EVENT_STATUSES).default("published"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

/** `/events`: list, read, and what can be booked of one. */
export function addEventRoutes(app: FastifyInstance, { db }: Backend): void {
  app.get("/events", (request, reply) => {
    const query = parseInput(listQuery, request.query);
    if (query.status !== "published") demandKey(request);
    const { events, total } = listEvents(db, query);
    return reply.send({ events: events.map(toEventJson), total });
  });

  app.get<ById>("/events/:id", (request, reply) => reply.send(toEventJson(existing(request))));

  app.get<ById>("/events/:id/products", (request, reply) => {
    const products = productsOf(db, existing(request).id).map(toProductJson);
    return reply.send({ products, count: products.length });
  });

  function existing(request: FastifyRequest<ById>): Event {
    const event = findEvent(db, request.params.id);
    if (!event || (event.status !== "published" && !hasKey(request))) throw eventNotFound();
    return event;
  }
}
