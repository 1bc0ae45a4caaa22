import type { FastifyInstance, FastifyRequest } from "fastify";
import { Room, type RoomSize } from "./room";
import { sourceOf } from "./source";

/** How long a body may take to arrive, in ms. The backend gives up after as long. */
const READING_MS = 15_000;
export type RoomLimits = { room?: RoomSize; readingMs?: number };

/** When to come again after there was no room, in seconds. */
const RETRY_AFTER_S = "2";

/**
 * Keeps what requests hold in memory within bounds: before a body is read there must be room for it, and a sender who
 * is too slow is cut off. Without room the answer is 503 with `Retry-After`, and nothing was kept.
 */
export function guardRoom(
  scope: FastifyInstance,
  { mostBytes, room: size, readingMs = READING_MS }: { mostBytes: number } & RoomLimits,
): void {
  const room = new Room(size);

  scope.addHook("onRequest", async (request, reply) => {
    const leave = room.enter(sourceOf(request.ip), Math.min(announced(request), mostBytes));
    if (!leave) {
      const message = "Too much at once. Send it again.";
      // What it sends is not read, so the connection is of no more use.
      return reply.code(503).headers({ "retry-after": RETRY_AFTER_S, connection: "close" }).send({ message });
    }
    const tooSlow = setTimeout(() => request.raw.destroy(), readingMs);
    request.raw.once("close", () => clearTimeout(tooSlow));
    // Also when the sender has hung up while it waited for its answer, of which no hook tells.
    reply.raw.once("close", leave);
  });

  /** As much as it says it is, and as much as is allowed when it does not say. */
  const announced = ({ headers }: FastifyRequest) => Number(headers["content-length"] ?? mostBytes) || 0;
}
