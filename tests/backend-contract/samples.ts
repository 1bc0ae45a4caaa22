import { need } from "./check";
import { type Contact, type ContactPage, contactPageForm } from "./forms/contact";
import { read } from "./forms/read";
import type { Probe } from "./probe";

/** Enough to find each kind of contact, few enough for one call. */
const SAMPLE = 100;

/** The first contacts, as the backend lists them. */
export const firstPage = (probe: Probe): Promise<ContactPage> =>
  probe.once("a page of contacts", () => listContacts(probe, { limit: SAMPLE }));

export async function listContacts(
  probe: Probe,
  query: Record<string, string | number>,
): Promise<ContactPage> {
  return read(contactPageForm, await probe.get("/crm/contacts", query), "a page of contacts");
}

/** A contact that is there already, of which this is known. */
export async function someContact(
  probe: Probe,
  why: string,
  isWanted: (contact: Contact) => boolean = () => true,
): Promise<Contact> {
  const { contacts } = await firstPage(probe);
  return need(contacts.find(isWanted), why);
}
