import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { frontendUserNotFound, parseInput } from "../api-error";
import { type Backend, write } from "../backend";
import { editFrontendUser, existingFrontendUser, frontendUserEditSchema } from "../frontend-user-edit";
import { findByConvexUser, toFrontendUserJson } from "../store/frontend-users";
import { originOf } from "./request";

interface ById {
  Params: { id: string };
}

const lookup = z.object({ convexUserId: z.string().min(1) });

const removal = z.object({ reason: z.string().max(200).optional() }).nullish();

/** `/frontend-users`: read, find by Convex user, suspend, reactivate, delete. Each change sends its webhook. */
export function addFrontendUserRoutes(app: FastifyInstance, backend: Backend): void {
  app.get<ById>("/frontend-users/:id", (request, reply) =>
    reply.send(toFrontendUserJson(existingFrontendUser(backend, request.params.id))),
  );

  app.get("/frontend-users", (request, reply) => {
    const user = findByConvexUser(backend.db, parseInput(lookup, request.query).convexUserId);
    if (!user) throw frontendUserNotFound();
    return reply.send(toFrontendUserJson(user));
  });

  app.patch<ById>("/frontend-users/:id", (request, reply) => {
    const edit = parseInput(frontendUserEditSchema, request.body);
    const user = write(backend, originOf(request), (changes) =>
      editFrontendUser(changes, request.params.id, edit),
    );
    return reply.send(toFrontendUserJson(user));
  });

  app.delete<ById>("/frontend-users/:id", (request, reply) => {
    const reason = parseInput(removal, request.body)?.reason;
    write(backend, originOf(request), (changes) =>
      editFrontendUser(changes, request.params.id, { status: "deleted", ...(reason ? { reason } : {}) }),
    );
    return reply.send({ success: true });
  });
}
