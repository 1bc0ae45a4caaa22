import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isJsonObject } from "../../../shared/backend-api";
import { ApiError } from "../api-error";
import type { Backend } from "../backend";
import { findContact } from "../store/contacts";
import { findFrontendUser } from "../store/frontend-users";
import type { Chaos } from "./chaos";
import type { ChaosSettings } from "./settings";

const GARBAGE = "<!doctype html><title>502</title><h1>The service is being updated</h1>";

/** Lets the fault strike the requests of `app`, before or after they are handled. */
export function addChaos(app: FastifyInstance, backend: Backend, chaos: Chaos): void {
  const afterwards = new WeakMap<FastifyRequest, ChaosSettings>();

  app.addHook("preHandler", async (request, reply) => {
    const fault = chaos.draw(emailOf(backend, request));
    if (!fault) return;
    await chaos.delay(fault);
    if (fault.mode === "slow") return;
    if (fault.phase === "after") {
      afterwards.set(request, fault);
      return;
    }
    if (fault.mode === "down") {
      reply.hijack();
      request.raw.socket.destroy();
      return;
    }
    return reply.send(answerOf(fault, reply));
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const fault = afterwards.get(request);
    if (!fault) return payload;
    if (fault.mode === "down") request.raw.socket.destroy();
    return answerOf(fault, reply);
  });
}

/** Sets status and headers of the fault and gives its body. */
function answerOf(fault: ChaosSettings, reply: FastifyReply): string {
  const json = (status: number, body: object) => {
    void reply.code(status).header("content-type", "application/json; charset=utf-8");
    return JSON.stringify(body);
  };
  switch (fault.mode) {
    case "error":
      return json(500, new ApiError(500, "INTERNAL_ERROR", "Internal error").toBody());
    case "rate_limited":
      void reply.header("retry-after", String(fault.retryAfterS));
      return json(429, new ApiError(429, "RATE_LIMIT_EXCEEDED", "Too many requests").toBody());
    case "unauthorized":
      return json(401, new ApiError(401, "UNAUTHORIZED", "The key is not valid").toBody());
    case "refuse":
      return json(200, { success: false, message: "Refused", ...(fault.code ? { code: fault.code } : {}) });
    default:
      void reply.code(200).header("content-type", "text/html");
      return GARBAGE;
  }
}

/** The e-mail a request is about: in its body, or of the contact or frontend user its path names. */
function emailOf(backend: Backend, request: FastifyRequest): string | undefined {
  const sent = emailIn(request.body);
  if (sent) return sent;
  const { id } = request.params as { id?: string };
  if (id === undefined) return undefined;
  return findContact(backend.db, id)?.customProperties.email ?? findFrontendUser(backend.db, id)?.email;
}

/** Where the bodies of this API keep an e-mail, outermost first. */
const EMAIL_HOLDERS = ["inputData", "customerData", "updates", "customProperties"] as const;

function emailIn(body: unknown): string | undefined {
  if (!isJsonObject(body)) return undefined;
  if (typeof body.email === "string") return body.email;
  for (const key of EMAIL_HOLDERS) {
    const found = emailIn(body[key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
