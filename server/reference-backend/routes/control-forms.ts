import type { FastifyInstance } from "fastify";
import { parseInput } from "../api-error";
import { type ResponseForms, formsInput } from "../forms/settings";

/** `/control/forms`: in which of the contract's forms answers are given. */
export function addFormControl(app: FastifyInstance, forms: ResponseForms): void {
  app.get("/control/forms", (_request, reply) => reply.send(forms.get()));

  app.post("/control/forms", (request, reply) => reply.send(forms.set(parseInput(formsInput, request.body))));
}
