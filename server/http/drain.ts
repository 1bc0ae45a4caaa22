import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** How long a stopping server waits for answers that are being made, in ms. The longest, a registration, takes 3.5 s. */
const PATIENCE_MS = 8_000;

/**
 * Lets a stopping server finish what it has accepted. New requests get 503 meanwhile; what is still open after the
 * patience, or is a stream without an end, is cut off.
 */
export function finishAcceptedRequests(app: FastifyInstance): void {
  const open = new Set<string>();
  let allDone: (() => void) | null = null;

  app.addHook("onRequest", async (request, reply) => {
    if (request.headers.accept === "text/event-stream") return;
    open.add(request.id);
    // Also when the caller has hung up while they waited for their answer, of which no hook tells.
    reply.raw.once("close", () => {
      open.delete(request.id);
      if (open.size === 0) allDone?.();
    });
  });
  app.addHook("preClose", async () => {
    if (open.size === 0) return;
    const waiting = new AbortController();
    const done = new Promise<void>((resolve) => (allDone = resolve));
    await Promise.race([done, sleep(PATIENCE_MS, undefined, { signal: waiting.signal }).catch(() => {})]);
    waiting.abort();
  });
}
