import type { FastifyInstance } from "fastify";
import type { ResponseForms } from "./settings";
import { inForms } from "./shape";

/** Gives the answers of `app`, refusals too, in the forms that are on. Kept answers are kept in the documented one. */
export function addForms(app: FastifyInstance, forms: ResponseForms): void {
  app.addHook("preSerialization", async (_request, _reply, body) => inForms(forms.get(), body));
}
