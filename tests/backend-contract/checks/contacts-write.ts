import { type Topic, demand } from "../check";
import { contactForm } from "../forms/contact";
import { demandError } from "../forms/failure";
import { read } from "../forms/read";
import type { Probe } from "../probe";
import { contactOf } from "../registering";
import { listContacts } from "../samples";
import { demandAmong } from "./contacts";

/** The contact that these checks make, change and archive, as it was made. */
export const madeContact = (probe: Probe) =>
  probe.once("a contact that was made", async () => {
    const contact = await create(probe, "contact");
    return contact;
  });

/** What becomes of a contact that is written. */
export const contactsWrite: Topic = {
  name: "CRM contacts, writing",
  checks: [
    {
      title: "POST /crm/contacts makes a contact",
      writes: true,
      async run(probe) {
        const { email } = await madeContact(probe);
        demand(email === probe.people.person("contact").email, "the e-mail that was sent", "another or none");
      },
    },
    {
      title: "The contact is upserted by e-mail",
      writes: true,
      async run(probe) {
        const { id } = await madeContact(probe);
        const again = await create(probe, "contact");
        demand(again.id === id, "the same contact", "another");
      },
    },
    {
      title: "PATCH /crm/contacts/:id changes the fields that are sent, and leaves the others",
      writes: true,
      async run(probe) {
        const before = await madeContact(probe);
        const answer = await patch(probe, before.id, { phone: NEW_PHONE });
        demand(answer.status === 200, "status 200", `status ${answer.status}`);
        const after = await contactOf(probe, before.id);
        demand(after.phone === NEW_PHONE, "the new phone", "another or none");
        const kept = after.lastName === before.lastName && after.email === before.email;
        demand(kept, "the other fields as they were", "others changed");
      },
    },
    {
      title: "A changed contact is found by updatedSince",
      writes: true,
      async run(probe) {
        const { id } = await madeContact(probe);
        const changed = await contactOf(probe, id);
        const since = { updatedSince: changed.updatedAt, limit: 100 };
        demandAmong(changed, await listContacts(probe, since));
      },
    },
    {
      title: "A change to a contact that is gone is CONTACT_NOT_FOUND 404",
      writes: true,
      async run(probe) {
        const answer = await patch(probe, "obj_backend-check-nobody", { phone: NEW_PHONE });
        demandError(answer, 404, "CONTACT_NOT_FOUND");
      },
    },
    {
      title: "DELETE /crm/contacts/:id is a soft delete: status becomes archived",
      writes: true,
      async run(probe) {
        const { id } = await madeContact(probe);
        const answer = await probe.ask({ method: "DELETE", path: pathOf(id) });
        demand(answer.status >= 200 && answer.status < 300, "status 200 or 204", `status ${answer.status}`);
        const { status } = await contactOf(probe, id);
        demand(status === "archived", "status archived", status);
      },
    },
  ],
};

const NEW_PHONE = "+4915187654321";
const pathOf = (id: string): string => `/crm/contacts/${encodeURIComponent(id)}`;
const patch = (probe: Probe, id: string, body: object) =>
  probe.ask({ method: "PATCH", path: pathOf(id), body });

async function create(probe: Probe, name: string) {
  const { convexUserId: _, ...customProperties } = probe.people.person(name);
  const { firstName, lastName } = customProperties;
  const body = { type: "crm_contact", subtype: "lead", name: `${firstName} ${lastName}`, customProperties };
  const contact = read(contactForm, await probe.post("/crm/contacts", body), "the contact that was made");
  probe.people.note(contact.id);
  return contact;
}
