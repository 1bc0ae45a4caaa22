import type { FastifyInstance } from "fastify";
import { parseInput } from "../api-error";
import type { Backend } from "../backend";
import { listMails, mailListQuery, tryMailAgain } from "../mail/log";

interface ById {
  Params: { id: string };
}

/** `/mails`: the delivery log of mails, and trying a failed one again. */
export function addMailRoutes(app: FastifyInstance, backend: Backend): void {
  app.get("/mails", (request, reply) =>
    reply.send(listMails(backend.db, parseInput(mailListQuery, request.query))),
  );

  app.post<ById>("/mails/:id/retry", (request, reply) => {
    tryMailAgain(backend, request.params.id);
    return reply.code(202).send({ success: true });
  });
}
