import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseInput } from "../api-error";
import type { Backend } from "../backend";
import { bookingsOf } from "../store/bookings";

/** Callers from before there were pages get all that anybody has ever booked. */
const MOST_LISTED = 200;

const query = z.object({
  frontendUserId: z.string().min(1),
  status: z.string().max(50).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_LISTED).default(MOST_LISTED),
  offset: z.coerce.number().int().min(0).default(0),
});

/** `/bookings`: what a frontend user has booked. Somebody the backend does not know has booked nothing. */
export function addBookingRoutes(app: FastifyInstance, backend: Backend): void {
  app.get("/bookings", (request, reply) =>
    reply.send(bookingsOf(backend.db, parseInput(query, request.query))),
  );
}
