import type { FastifyInstance, FastifyRequest } from "fastify";
import { CONTACT_FIELDS, renderContact } from "../../admin/contact-page";
import { CONTACTS_PATH, renderContacts } from "../../admin/contacts-page";
import type { Faults } from "../../admin/fields";
import { contactNotFound, parseInput, validationError } from "../../api-error";
import { write } from "../../backend";
import { applyEdit, contactEditSchema } from "../../contact-edit";
import { contactListQuery, listContacts } from "../../store/contact-list";
import { type Contact, findContact } from "../../store/contacts";
import type { Database } from "../../store/database";
import { given } from "./given";
import { type Admin, type ById, faultsIn, formOf, frameOf, sendPage } from "./send-page";

/** Contacts: to search, read, edit and delete. Each change sends its webhook. */
export function addContactPages(app: FastifyInstance, admin: Admin): void {
  const { db } = admin.backend;

  app.get(CONTACTS_PATH, (request, reply) => {
    const query = parseInput(contactListQuery, given(request.query));
    const list = { query, ...listContacts(db, query) };
    return sendPage(reply, renderContacts(frameOf(admin, "/contacts", "Contacts", request), list));
  });

  app.get<ById>(`${CONTACTS_PATH}/:id`, (request, reply) => {
    const contact = existing(db, request.params.id);
    return sendPage(reply, renderContact(frameFor(admin, contact, request), { contact }));
  });

  app.post<ById>(`${CONTACTS_PATH}/:id`, (request, reply) => {
    const { id } = request.params;
    const typed = Object.fromEntries(formOf(request));
    const faults = save(admin, id, typed);
    const contact = existing(db, id);
    if (!faults) return reply.redirect(`${CONTACTS_PATH}/${encodeURIComponent(id)}?done=saved`, 303);
    const frame = frameFor(admin, contact, request);
    return sendPage(reply.code(400), renderContact(frame, { contact, typed, faults }));
  });

  app.post<ById>(`${CONTACTS_PATH}/:id/delete`, (request, reply) => {
    const { id } = request.params;
    write(admin.backend, "elsewhere", (changes) =>
      changes.saveContact({ ...existing(db, id), status: "archived" }),
    );
    return reply.redirect(`${CONTACTS_PATH}/${encodeURIComponent(id)}?done=deleted`, 303);
  });
}

/** Stores the edit; answers what was wrong with it, or null. */
function save({ backend }: Admin, id: string, typed: Record<string, string>): Faults | null {
  try {
    const { status, subtype, language = "" } = typed;
    const fields = CONTACT_FIELDS.map(([name]) => [name, typed[name] ?? ""]);
    const edit = parseInput(contactEditSchema, { ...Object.fromEntries(fields), status, subtype, language });
    write(backend, "elsewhere", (changes) => {
      const contact = existing(backend.db, id);
      if (typed.seen !== String(contact.updatedAt)) throw changedMeanwhile();
      return changes.saveContact(applyEdit(contact, edit));
    });
    return null;
  } catch (error) {
    return faultsIn(error);
  }
}

const changedMeanwhile = () =>
  validationError([
    { field: "contact", message: "was changed by somebody else meanwhile: compare, and save again" },
  ]);

function frameFor(admin: Admin, { name, id }: Contact, request: FastifyRequest) {
  return frameOf(admin, "/contacts", name || id, request);
}

function existing(db: Database, id: string): Contact {
  const contact = findContact(db, id);
  if (!contact) throw contactNotFound();
  return contact;
}
