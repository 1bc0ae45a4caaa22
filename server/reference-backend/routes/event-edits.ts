import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { eventNotFound, parseInput, productNotFound, validationError } from "../api-error";
import type { Backend } from "../backend";
import { LATEST_MS } from "../clock";
import { EVENT_STATUSES, findEvent, toEventJson, updateEvent } from "../store/events";
import { findProduct, toProductJson, updateProduct } from "../store/products";

interface ById {
  Params: { id: string };
}

const eventEdit = z.strictObject({
  name: z.string().trim().min(1).max(300).optional(),
  description: z.string().max(10_000).nullable().optional(),
  status: z.enum(EVENT_STATUSES).optional(),
  capacity: z.int().min(0).max(1_000_000).nullable().optional(),
  /** Unix milliseconds; null closes it when the event begins. */
  registrationClosesAt: z.int().min(0).max(LATEST_MS).nullable().optional(),
});

/** `price` is in minor units. */
const productEdit = z.strictObject({
  name: z.string().trim().min(1).max(300).optional(),
  price: z.int().min(0).max(100_000_000).optional(),
  /** Whether payments for it fail from now on. */
  paymentRefused: z.boolean().optional(),
});

/** `PATCH /events/:id` and `/products/:id`: what the organisers change while people are booking. */
export function addEventEditRoutes(app: FastifyInstance, { db }: Backend): void {
  app.patch<ById>("/events/:id", (request, reply) => {
    const before = findEvent(db, request.params.id);
    if (!before) throw eventNotFound();
    const after = { ...before, ...parseInput(eventEdit, request.body) };
    if (after.capacity !== null && after.capacity < after.registrations) {
      throw validationError([
        { field: "capacity", message: `is less than the ${after.registrations} that come` },
      ]);
    }
    updateEvent(db, after);
    return reply.send(toEventJson(after));
  });

  app.patch<ById>("/products/:id", (request, reply) => {
    const before = findProduct(db, request.params.id);
    if (!before) throw productNotFound();
    const after = { ...before, ...parseInput(productEdit, request.body) };
    updateProduct(db, after);
    return reply.send(toProductJson(after));
  });
}
