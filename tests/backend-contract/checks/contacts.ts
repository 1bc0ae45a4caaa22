import { type Check, NotChecked, type Topic, demand, need } from "../check";
import {
  CONTACT_STATUSES,
  CONTACT_SUBTYPES,
  type Contact,
  type ContactPage,
  contactForm,
  formOf,
} from "../forms/contact";
import { demandError } from "../forms/failure";
import { isJson, read, unwrapped } from "../forms/read";
import type { Probe } from "../probe";
import { firstPage, listContacts, someContact } from "../samples";

const NO_CONTACT = "there is no contact";

/** What can be seen of contacts without changing any. */
export const contacts: Topic = {
  name: "CRM contacts, reading",
  checks: [
    {
      title: "GET /crm/contacts gives { contacts, total, hasMore }, each contact in a form of the contract",
      async run(probe) {
        const page = await firstPage(probe);
        demand(page.total >= page.contacts.length, "total to count them all", `${page.total}`);
        const answer = await probe.get("/crm/contacts", { limit: 1 });
        const body = unwrapped(answer.json);
        const list = isJson(body) && "items" in body ? "items" : "contacts";
        return page.contacts.length > 0 ? `${list}; ${formOf(answer.json)}` : `${list}; none to read`;
      },
    },
    {
      title: "limit=1 gives one contact at most, and hasMore says whether there are others",
      async run(probe) {
        const page = await listContacts(probe, { limit: 1 });
        demand(page.contacts.length <= 1, "at most 1 contact", `${page.contacts.length}`);
        demandMore(page, 0);
      },
    },
    {
      title: "limit goes to 100: more is not given",
      async run(probe) {
        const answer = await probe.get("/crm/contacts", { limit: 101 });
        if (answer.status !== 200) return demandError(answer, 400, "VALIDATION_ERROR");
        const { contacts, total } = await listContacts(probe, { limit: 101 });
        demand(contacts.length <= 100, "at most 100 contacts, or 400", `${contacts.length}`);
        if (total <= 100) throw new NotChecked("there are no more than 100 contacts");
      },
    },
    {
      title: "offset goes on where the page before ended",
      async run(probe) {
        const { total } = await firstPage(probe);
        need(total > 1 || null, "there are fewer than two contacts");
        demand(await pagesFit(probe), "pages that follow each other", "pages that overlap or leave gaps");
      },
    },
    {
      title: "An offset behind the last contact gives none, and hasMore false",
      async run(probe) {
        const { total } = await firstPage(probe);
        const page = await listContacts(probe, { limit: 1, offset: total + 1_000 });
        demand(page.contacts.length === 0, "no contact", `${page.contacts.length}`);
        demand(!page.hasMore, "hasMore false", "true");
      },
    },
    filterCheck("status", CONTACT_STATUSES),
    filterCheck("subtype", CONTACT_SUBTYPES),
    {
      title: "search finds a contact by its e-mail, and nobody by what nobody has",
      async run(probe) {
        const known = await someContact(probe, "there is no contact with an e-mail", ({ email }) => !!email);
        const found = await listContacts(probe, { search: known.email ?? "", limit: 100 });
        demandAmong(known, found);
        const { contacts } = await listContacts(probe, { search: `qxz${probe.people.mark}`, limit: 20 });
        demand(contacts.length === 0, "nobody for a word that was made up", `${contacts.length}`);
      },
    },
    {
      title: "updatedSince leaves out what changed before",
      async run(probe) {
        const since = newest((await firstPage(probe)).contacts);
        const { contacts } = await listContacts(probe, { updatedSince: need(since, NO_CONTACT), limit: 100 });
        const older = contacts.filter(({ updatedAt }) => updatedAt < (since ?? 0)).length;
        demand(older === 0, "only contacts changed since", `${older} changed before`);
        demand(contacts.length > 0, "the contact that changed at that moment", "none");
      },
    },
    {
      title: "GET /crm/contacts/:id gives the contact",
      async run(probe) {
        const { id } = await someContact(probe, NO_CONTACT);
        const answer = await probe.get(`/crm/contacts/${encodeURIComponent(id)}`);
        const contact = read(contactForm, answer, "a contact");
        demand(contact.id === id, "the contact that was asked for", "another");
        const body = unwrapped(answer.json);
        return `${isJson(body) && isJson(body.contact) ? "in { contact }; " : ""}${formOf(answer.json)}`;
      },
    },
    {
      title: "A contact that is gone is CONTACT_NOT_FOUND 404",
      async run(probe) {
        demandError(await probe.get("/crm/contacts/obj_backend-check-nobody"), 404, "CONTACT_NOT_FOUND");
      },
    },
  ],
};

/** Each value of a filter finds those who have it, as far as we know of any, and nobody else. */
function filterCheck(field: "status" | "subtype", values: readonly string[]): Check {
  return {
    title: `${field} filters: ${values.join(", ")}`,
    async run(probe) {
      const seen: string[] = [];
      const known = (await firstPage(probe)).contacts;
      for (const value of values) {
        const { contacts } = await listContacts(probe, { [field]: value, limit: 20 });
        const others = contacts.filter((contact) => contact[field] !== value).length;
        demand(others === 0, `only contacts of ${field} ${value}`, `${others} of another`);
        const somebody = contacts.length > 0 || !known.some((contact) => contact[field] === value);
        demand(somebody, `those of ${field} ${value}`, "none");
        if (contacts.length > 0) seen.push(value);
      }
      need(seen[0], NO_CONTACT);
      return `found: ${seen.join(", ")}`;
    },
  };
}

function demandMore({ contacts, total, hasMore }: ContactPage, offset: number): void {
  const left = total > offset + contacts.length;
  demand(hasMore === left, `hasMore ${left}, as total says`, `${hasMore}`);
}

/** Somebody may be made or archived between two calls of a live backend: what does not fit is asked for once more. */
async function pagesFit(probe: Probe): Promise<boolean> {
  for (let tries = 0; tries < 2; tries++) {
    const whole = idsOf(await listContacts(probe, { limit: 2 }));
    const one = await listContacts(probe, { limit: 1 });
    const two = await listContacts(probe, { limit: 1, offset: 1 });
    if (`${whole}` === `${[...idsOf(one), ...idsOf(two)]}`) return true;
  }
  return false;
}

const idsOf = ({ contacts }: ContactPage): string[] => contacts.map(({ id }) => id);

export function demandAmong(contact: Contact, { contacts }: ContactPage): void {
  const found = contacts.some(({ id }) => id === contact.id);
  demand(found, "that contact among what is found", `${contacts.length} others`);
}

const newest = (contacts: Contact[]): number | null =>
  contacts.length === 0 ? null : Math.max(...contacts.map(({ updatedAt }) => updatedAt));
