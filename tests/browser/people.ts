import type { RegistrationForm } from "../../shared/registration";
import { expect, type Desk } from "../support/desk";
import { newPerson } from "../support/people";
import { createVisitor } from "../support/visitor";
import { zipOf } from "../support/zip";

/** Registers somebody by the portal's API, and waits until both sides know them. */
export async function register(desk: Desk, fields: Partial<RegistrationForm>) {
  const form = newPerson(fields);
  const visitor = createVisitor(desk.url);
  const { userId } = await visitor.trpc.portal.register.mutate(form);
  const linked = async () => (await visitor.trpc.portal.me.query()).sync;
  await expect.poll(async () => (await linked()).pending).toBe(false);
  const { frontendUserId, crmContactId } = await linked();
  return { ...form, userId, frontendUserId: frontendUserId ?? "", contactId: crmContactId ?? "" };
}

/** The mails by which the backend welcomed somebody; Tandem's own, which asks for the address, is none of them. */
export const welcomesTo = (desk: Desk, email: string) =>
  desk.smtp.mails.filter(
    ({ to, subject = "" }) => JSON.stringify(to).includes(email) && /^(?:Welcome|Willkommen)/u.test(subject),
  );

export type Account = {
  firstName: string;
  lastName: string;
  email: string;
  createdAt: number;
  crmContactId?: string;
};
/** A contact as an export has it, whatever the CRM holds by now. */
export type ExportedContact = { id: string; firstName: string; lastName: string; email: string };

/** Imports accounts that the CRM has never heard of, and contacts that the mirror is to believe in. */
export async function importAccounts(
  desk: Desk,
  accounts: Account[],
  contacts: ExportedContact[] = [],
): Promise<void> {
  const { trpc } = await desk.admin();
  const lines = accounts.map(({ createdAt, ...rest }, index) =>
    JSON.stringify({ _id: `j57account${String(index).padStart(4, "0")}`, _creationTime: createdAt, ...rest }),
  );
  const snapshot = zipOf({ "users/documents.jsonl": lines.join("\n") });
  await trpc.imports.start.mutate({
    snapshotUploadId: await upload(desk, "snapshot.zip", snapshot),
    contactsUploadId:
      contacts.length > 0 ? await upload(desk, "contacts.jsonl", Buffer.from(exportOf(contacts))) : null,
  });
  await expect.poll(async () => (await trpc.imports.get.query()).phase).toBe("done");
}

async function upload(desk: Desk, name: string, body: Uint8Array): Promise<string> {
  const { fetch } = await desk.admin();
  const response = await fetch(`/api/import/upload?name=${name}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(body),
  });
  const { uploadId } = (await response.json()) as { uploadId: string };
  return uploadId;
}

const exportOf = (contacts: ExportedContact[]): string =>
  contacts
    .map(({ id, ...customProperties }) => {
      const at = Date.UTC(2024, 0, 31);
      const kind = { type: "crm_contact", subtype: "customer", status: "active" };
      return JSON.stringify({ id, ...kind, customProperties, createdAt: at, updatedAt: at });
    })
    .join("\n");

/** Somebody at the CRM makes a contact by hand; Tandem hears of it by webhook. */
export async function newContact(
  desk: Desk,
  person: { email: string; firstName: string; lastName: string; phone?: string },
): Promise<string> {
  const contact = (await desk.crm("POST", "/crm/contacts", person)) as { id: string };
  return contact.id;
}

const DAY_MS = 86_400_000;
const firstNames = ["Anna", "Ömer", "Zoë", "Jörg", "Fatima", "Karl-Heinz", "Şule", "Wei"];
const lastNames = ["Müller", "Mueller", "Weiß", "Schröder", "Petersen"];

/** Thirty-odd people with the names that a German desk sees, the first of them the newest. */
export const crowd = (count: number): Account[] =>
  Array.from({ length: count }, (_, index) => ({
    firstName: firstNames[index % firstNames.length] ?? "",
    lastName: lastNames[index % lastNames.length] ?? "",
    email: `person.${String(index).padStart(2, "0")}@klinik-haff.example`,
    createdAt: Date.UTC(2024, 0, 31) - index * DAY_MS,
  }));

/**
 * Changes a contact in the CRM in a way that Tandem hears of the contact only, as when the other event is lost: the
 * two sides then differ.
 */
export const driftContact = (desk: Desk, contactId: string, customProperties: Record<string, string>) =>
  desk.crm("PATCH", `/crm/contacts/${contactId}`, { customProperties }, { "user-agent": "Tandem" });
