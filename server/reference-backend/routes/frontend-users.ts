import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { FRONTEND_USER_STATUSES, type FrontendUserStatus } from "../../../shared/backend-api";
import { frontendUserNotFound, parseInput } from "../api-error";
import { type Backend, write } from "../backend";
import type { Changes } from "../changes";
import { isEmail } from "../contact-edit";
import {
  type FrontendUser,
  findByConvexUser,
  findFrontendUser,
  toFrontendUserJson,
} from "../store/frontend-users";
import { originOf } from "./request";

interface ById {
  Params: { id: string };
}

const lookup = z.object({ convexUserId: z.string().min(1) });

const edit = z.object({
  status: z.enum(FRONTEND_USER_STATUSES).optional(),
  email: z.string().trim().refine(isEmail, "is not an e-mail address").optional(),
  reason: z.string().max(200).optional(),
});

const removal = z.object({ reason: z.string().max(200).optional() }).nullish();

const EVENT_OF_STATUS: Record<FrontendUserStatus, string> = {
  active: "user.reactivated",
  suspended: "user.suspended",
  deleted: "user.deleted",
};

/** `/frontend-users`: read, find by Convex user, suspend, reactivate, delete. Each change sends its webhook. */
export function addFrontendUserRoutes(app: FastifyInstance, backend: Backend): void {
  app.get<ById>("/frontend-users/:id", (request, reply) =>
    reply.send(toFrontendUserJson(existing(backend, request.params.id))),
  );

  app.get("/frontend-users", (request, reply) => {
    const user = findByConvexUser(backend.db, parseInput(lookup, request.query).convexUserId);
    if (!user) throw frontendUserNotFound();
    return reply.send(toFrontendUserJson(user));
  });

  app.patch<ById>("/frontend-users/:id", (request, reply) => {
    const { reason, ...fields } = parseInput(edit, request.body);
    const user = write(backend, originOf(request), (changes) =>
      change(changes, existing(backend, request.params.id), fields, reason),
    );
    return reply.send(toFrontendUserJson(user));
  });

  app.delete<ById>("/frontend-users/:id", (request, reply) => {
    const reason = parseInput(removal, request.body)?.reason;
    write(backend, originOf(request), (changes) =>
      change(changes, existing(backend, request.params.id), { status: "deleted" }, reason),
    );
    return reply.send({ success: true });
  });
}

function change(
  changes: Changes,
  before: FrontendUser,
  fields: { status?: FrontendUserStatus; email?: string },
  reason: string | undefined,
): FrontendUser {
  const after = { ...before, ...fields };
  const type = after.status === before.status ? "user.updated" : EVENT_OF_STATUS[after.status];
  changes.saveFrontendUser(after, type, { email: after.email, ...(reason ? { reason } : {}) });
  return existing(changes, before.id);
}

function existing({ db }: Pick<Backend, "db">, id: string): FrontendUser {
  const user = findFrontendUser(db, id);
  if (!user) throw frontendUserNotFound();
  return user;
}
