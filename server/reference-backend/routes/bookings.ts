import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { parseInput } from "../api-error";
import type { Backend } from "../backend";
import { bookingsOf } from "../store/bookings";

const MOST_LISTED = 200;
const query = z.object({ frontendUserId: z.string().min(1) });

/** `/bookings`: what a frontend user has booked. Somebody the backend does not know has booked nothing. */
export function addBookingRoutes(app: FastifyInstance, backend: Backend): void {
  app.get("/bookings", (request, reply) => {
    const { frontendUserId } = parseInput(query, request.query);
    return reply.send({ bookings: bookingsOf(backend.db, frontendUserId, MOST_LISTED) });
  });
}
