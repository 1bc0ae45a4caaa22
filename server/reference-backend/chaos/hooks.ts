import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../api-error";
import type { Backend } from "../backend";
import type { ResponseForms } from "../forms/settings";
import { inForms } from "../forms/shape";
import type { Chaos } from "./chaos";
import { emailOfRequest } from "./person";
import { type Fault, strikesApi } from "./settings";

const GARBAGE = "<!doctype html><title>502</title><h1>The service is being updated</h1>";

/** Lets the faults strike the requests of `app`, before or after they are handled. Of several the oldest answers, once all have been waited for. */
export function addChaos(
  app: FastifyInstance,
  backend: Backend,
  { chaos, forms }: { chaos: Chaos; forms: ResponseForms },
): void {
  const afterwards = new WeakMap<FastifyRequest, Fault>();

  app.addHook("preHandler", async (request, reply) => {
    const faults = chaos.draw(strikesApi, () => emailOfRequest(backend.db, request));
    await Promise.all(faults.map((fault) => chaos.delay(fault)));
    const fault = faults.find(({ mode }) => mode !== "slow");
    if (!fault) return;
    if (fault.phase === "after") {
      afterwards.set(request, fault);
      return;
    }
    if (fault.mode === "down") {
      reply.hijack();
      request.raw.socket.destroy();
      return;
    }
    return reply.send(answerOf(fault, reply, forms));
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const fault = afterwards.get(request);
    if (!fault) return payload;
    if (fault.mode === "down") request.raw.socket.destroy();
    return answerOf(fault, reply, forms);
  });
}

/** Sets status and headers of the fault and gives its body, whose form is that of every other answer. */
function answerOf(fault: Fault, reply: FastifyReply, forms: ResponseForms): string {
  const json = (status: number, body: object) => {
    void reply.code(status).header("content-type", "application/json; charset=utf-8");
    return JSON.stringify(inForms(forms.get(), body));
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
    case "wrong_json":
      return json(200, { status: "fine", items: "all of them" });
    default:
      void reply.code(200).header("content-type", "text/html");
      return GARBAGE;
  }
}
