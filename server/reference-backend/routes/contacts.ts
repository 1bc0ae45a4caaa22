import type { FastifyInstance } from "fastify";
import { isOthers } from "../account";
import { contactNotFound, contactTaken, parseInput, validationError } from "../api-error";
import { type Backend, write, writeOnce } from "../backend";
import type { Changes } from "../changes";
import { type ContactEdit, applyEdit, contactEditSchema } from "../contact-edit";
import { contactListQuery, listContacts } from "../store/contact-list";
import { type Contact, findContact, findContactByEmail, newContact } from "../store/contacts";
import { idempotencyKeyOf, originOf, sendKeyed } from "./request";

interface ById {
  Params: { id: string };
}

/** `/crm/contacts`: list, read, create, change, archive. */
export function addContactRoutes(app: FastifyInstance, backend: Backend): void {
  app.get("/crm/contacts", (request, reply) =>
    reply.send(listContacts(backend.db, parseInput(contactListQuery, request.query))),
  );

  app.get<ById>("/crm/contacts/:id", (request, reply) => reply.send(existing(backend, request.params.id)));

  app.post("/crm/contacts", (request, reply) => {
    const edit = parseInput(contactEditSchema, request.body);
    const key = idempotencyKeyOf(request);
    return sendKeyed(
      reply,
      writeOnce(backend, originOf(request), key, (changes) => upsert(changes, edit)),
    );
  });

  app.patch<ById>("/crm/contacts/:id", (request, reply) => {
    const edit = parseInput(contactEditSchema, request.body);
    return reply.send(
      write(backend, originOf(request), (changes) =>
        changes.saveContact(applyEdit(existing(backend, request.params.id), edit)),
      ),
    );
  });

  app.delete<ById>("/crm/contacts/:id", (request, reply) => {
    const archived = write(backend, originOf(request), (changes) =>
      changes.saveContact({ ...existing(backend, request.params.id), status: "archived" }),
    );
    return reply.send({ success: true, contact: archived });
  });
}

function existing(backend: Backend, id: string): Contact {
  const contact = findContact(backend.db, id);
  if (!contact) throw contactNotFound();
  return contact;
}

/**
 * As for registrations, a contact that is there with this e-mail is updated: 200 instead of 201. One that is another
 * person's is not given away by the way: who means that names the contact by its ID.
 */
function upsert(changes: Changes, edit: ContactEdit) {
  const { email, convexUserId = null } = edit;
  if (!email?.trim()) throw validationError([{ field: "email", message: "is required" }]);
  const known = findContactByEmail(changes.db, email, convexUserId);
  if (known && convexUserId !== null && isOthers(changes, known, { convexUserId, email }))
    throw contactTaken();
  if (known) return { status: 200, body: changes.saveContact(applyEdit(known, edit)) };
  const contact = applyEdit(newContact(changes.now), edit);
  changes.createContact(contact);
  return { status: 201, body: contact };
}
