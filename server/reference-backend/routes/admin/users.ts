import type { FastifyInstance, FastifyRequest } from "fastify";
import type { FrontendUserStatus } from "../../../../shared/backend-api";
import type { Faults } from "../../admin/fields";
import { renderUser } from "../../admin/user-page";
import { USERS_PATH, renderUsers } from "../../admin/users-page";
import { parseInput } from "../../api-error";
import { write } from "../../backend";
import { editFrontendUser, existingFrontendUser, frontendUserEditSchema } from "../../frontend-user-edit";
import { bookingsOf } from "../../store/bookings";
import { findContact } from "../../store/contacts";
import { frontendUserListQuery, listFrontendUsers } from "../../store/frontend-user-list";
import { given } from "./given";
import { type Admin, type ById, faultsIn, formOf, frameOf, sendPage } from "./send-page";

const MOST_BOOKINGS = 100;

/** What the buttons of a user make of it, and what the page says then. */
const ACTS: readonly (readonly [act: string, status: FrontendUserStatus, done: string])[] = [
  ["suspend", "suspended", "suspended"],
  ["reactivate", "active", "reactivated"],
  ["delete", "deleted", "deleted"],
];

/** Frontend users: to search, read, edit, suspend, reactivate and delete. Each change sends its webhook. */
export function addUserPages(app: FastifyInstance, admin: Admin): void {
  const { backend } = admin;

  app.get(USERS_PATH, (request, reply) => {
    const query = parseInput(frontendUserListQuery, given(request.query));
    const list = { query, ...listFrontendUsers(backend.db, query) };
    return sendPage(reply, renderUsers(frameOf(admin, "/users", "Frontend users", request), list));
  });

  app.get<ById>(`${USERS_PATH}/:id`, (request, reply) => sendPage(reply, userPage(admin, request)));

  app.post<ById>(`${USERS_PATH}/:id`, (request, reply) => {
    const email = formOf(request).get("email") ?? "";
    const faults = edit(admin, request.params.id, { email });
    return faults
      ? sendPage(reply.code(400), userPage(admin, request, { typed: email, faults }))
      : reply.redirect(`${pathOf(request.params.id)}?done=saved`, 303);
  });

  for (const [act, status, done] of ACTS) {
    app.post<ById>(`${USERS_PATH}/:id/${act}`, (request, reply) => {
      const reason = formOf(request).get("reason")?.trim();
      const faults = edit(admin, request.params.id, { status, ...(reason ? { reason } : {}) });
      return faults
        ? sendPage(reply.code(400), userPage(admin, request, { faults }))
        : reply.redirect(`${pathOf(request.params.id)}?done=${done}`, 303);
    });
  }
}

/** Stores the edit; answers what was wrong with it, or null. */
function edit({ backend }: Admin, id: string, fields: object): Faults | null {
  try {
    const wanted = parseInput(frontendUserEditSchema, fields);
    write(backend, "elsewhere", (changes) => editFrontendUser(changes, id, wanted));
    return null;
  } catch (error) {
    return faultsIn(error);
  }
}

type IdRequest = FastifyRequest<ById>;

function userPage(admin: Admin, request: IdRequest, refused: { typed?: string; faults?: Faults } = {}) {
  const { db } = admin.backend;
  const user = existingFrontendUser(admin.backend, request.params.id);
  return renderUser(frameOf(admin, "/users", user.email, request as FastifyRequest), {
    user,
    contact: user.crmContactId === null ? undefined : findContact(db, user.crmContactId),
    bookings: bookingsOf(db, { frontendUserId: user.id, limit: MOST_BOOKINGS, offset: 0 }).bookings,
    ...refused,
  });
}

const pathOf = (id: string) => `${USERS_PATH}/${encodeURIComponent(id)}`;
