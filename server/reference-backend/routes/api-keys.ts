import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { callerOf } from "../access/caller";
import { ApiError, keyNotFound, parseInput, validationError } from "../api-error";
import type { Backend } from "../backend";
import { newKeyId } from "../ids";
import { type ApiKey, expireKey, findKey, insertKey, listKeys, removeKey } from "../store/api-keys";

interface ById {
  Params: { id: string };
}

const MOST_KEYS = 50;
const DAY_S = 24 * 60 * 60;

const perMinute = z.int().min(1).max(1_000_000).optional();
const order = z.strictObject({ label: z.string().trim().min(1).max(100), perMinute });
/** How long the old key goes on opening, in seconds. */
const rotation = z.strictObject({
  overlapS: z
    .int()
    .min(0)
    .max(30 * DAY_S)
    .default(DAY_S),
});

/**
 * `/api-keys`: keys for more callers. Only a key from the options may make others, so that one that was given away
 * cannot outlive its removal. A key is shown once, when it is made: no answer that holds one is kept for an
 * `Idempotency-Key`. A caller that lost it makes another, and the old one ends no later for that.
 */
export function addApiKeyRoutes(app: FastifyInstance, backend: Backend, usual: number): void {
  const { db, clock } = backend;
  app.addHook("preHandler", async (request) => demandConfigured(request));

  app.get("/api-keys", (_request, reply) => reply.send({ keys: listKeys(db).map(toJson) }));

  app.post("/api-keys", (request, reply) => {
    const { label, perMinute = usual } = parseInput(order, request.body);
    if (listKeys(db).length >= MOST_KEYS) {
      throw validationError([
        { field: "label", message: `is one of more than ${MOST_KEYS} keys: remove one` },
      ]);
    }
    return reply.code(201).send(make(label, perMinute));
  });

  app.post<ById>("/api-keys/:id/rotate", (request, reply) => {
    const { overlapS } = parseInput(rotation, request.body ?? {});
    const { id, label, perMinute, expiresAt } = madeByApi(request.params.id);
    const now = clock.now();
    if (expiresAt !== null && expiresAt <= now) throw expired();
    const made = db.transaction(() => {
      // One that was rotated before ends when it was said to.
      expireKey(db, id, Math.min(expiresAt ?? Infinity, now + overlapS * 1000));
      return make(label, perMinute);
    });
    return reply.code(201).send(made);
  });

  app.delete<ById>("/api-keys/:id", (request, reply) => {
    removeKey(db, madeByApi(request.params.id).id);
    return reply.send({ success: true });
  });

  function make(label: string, limit: number | null) {
    const key = `bk_${randomBytes(32).toString("base64url")}`;
    const never = { lastUsedAt: null, expiresAt: null };
    const made = {
      id: newKeyId(),
      label,
      configured: false,
      perMinute: limit,
      createdAt: clock.now(),
      ...never,
    };
    insertKey(db, made, key);
    return { ...toJson(made), key };
  }

  function madeByApi(id: string): ApiKey {
    const key = findKey(db, id);
    if (!key) throw keyNotFound();
    if (!key.configured) return key;
    throw new ApiError(409, "KEY_CONFIGURED", "The key is in the configuration: change it there");
  }
}

const expired = () => new ApiError(409, "KEY_EXPIRED", "The key opens nothing any more: make a new one");

function demandConfigured(request: FastifyRequest): void {
  const caller = callerOf(request);
  if (caller.kind === "key" && caller.key.configured) return;
  throw new ApiError(403, "FORBIDDEN", "Only a key from the configuration may manage keys");
}

function toJson({ configured, ...key }: ApiKey) {
  return { ...key, origin: configured ? "configuration" : "api" };
}
