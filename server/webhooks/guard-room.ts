import { Transform, type Readable, type TransformCallback } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { BESIDE_BODY, type Place, Room, type RoomSize } from "./room";
import { sourceOf } from "./source";

/** How long a body may take to arrive, in ms. The backend gives up after as long. */
const READING_MS = 15_000;
export type RoomLimits = { room?: RoomSize; readingMs?: number };

/** A body up to this size, in bytes, gets its room at once: a promise of it takes no more than the request itself. */
const SMALL = BESIDE_BODY;

/** When to come again after there was no room, in seconds. */
const RETRY_AFTER_S = "2";

/** There was no room for the rest of a body. */
export class NoRoom extends Error {
  override readonly name = "NoRoom";
  readonly statusCode = 503;
}

/**
 * Keeps what requests hold in memory within bounds: a request must find room, a large body finds it piece by piece as
 * it arrives, since who announces much and sends nothing takes nothing, and a sender who is too slow is cut off.
 * Without room the answer is 503 with `Retry-After`, and nothing was kept.
 */
export function guardRoom(scope: FastifyInstance, { room: size, readingMs = READING_MS }: RoomLimits): void {
  const room = new Room(size);
  const growing = new WeakMap<FastifyRequest, Place>();

  scope.addHook("onRequest", async (request, reply) => {
    const bytes = announced(request);
    const place = room.enter(sourceOf(request.ip), bytes <= SMALL ? bytes : 0);
    if (!place) return refuseForRoom(reply);
    if (bytes > SMALL) growing.set(request, place);
    const tooSlow = setTimeout(() => request.raw.destroy(), readingMs);
    request.raw.once("close", () => clearTimeout(tooSlow));
    // Also when the sender has hung up while it waited for its answer, of which no hook tells.
    reply.raw.once("close", () => place.leave());
  });

  scope.addHook("preParsing", (request, _reply, payload, done) => {
    const place = growing.get(request);
    done(null, place ? counted(payload, place) : payload);
  });
}

/** As much as it says it is; nobody knows when it does not say. */
const announced = ({ headers }: FastifyRequest): number =>
  headers["transfer-encoding"] === undefined ? Number(headers["content-length"] ?? 0) || 0 : Infinity;

/** What it goes on sending is not read, so the connection is of no more use. */
export function refuseForRoom(reply: FastifyReply) {
  const message = "Too much at once. Send it again.";
  return reply.code(503).headers({ "retry-after": RETRY_AFTER_S, connection: "close" }).send({ message });
}

/** The same body, each piece of which takes its room before it is kept. Ends with `NoRoom` where there is none. */
function counted(body: Readable, place: Place): Readable {
  const counting = new Counting(body, place);
  // Whoever reads it stops listening when they have heard enough; an error that nobody hears would end the process.
  counting.on("error", () => {});
  body.once("error", (error) => counting.destroy(error));
  return counting;
}

class Counting extends Transform {
  private begun = false;

  constructor(
    private readonly body: Readable,
    private readonly place: Place,
  ) {
    super();
  }

  /** A body that nobody reads is left to Node, which takes it off the connection: else the answer would not arrive. */
  override _read(size: number): void {
    if (!this.begun) this.body.pipe(this);
    this.begun = true;
    super._read(size);
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (this.place.grow(piece.length)) return done(null, piece);
    // At once, so that of two who are in each other's way one gets through.
    this.place.leave();
    done(new NoRoom("There is no room for the rest."));
  }
}
