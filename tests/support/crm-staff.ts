import { expect } from "vitest";
import { keepSecrets } from "../../server/config/secrets";
import { systemActor } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import type { TestTandem } from "./tandem";

/** A contact as the backend answers it, as far as tests look. */
export type StaffContact = {
  id: string;
  status: string;
  customProperties: Record<string, string | undefined>;
};
type Fields = Record<string, string | null>;

/** The people at the CRM: they make and change contacts by hand, and the backend tells Tandem by webhook. */
export function crmStaff(tandem: TestTandem) {
  const send = async (
    method: "GET" | "POST" | "PATCH",
    path: string,
    payload?: Fields,
    headers: Record<string, string> = {},
  ) => {
    const { backendApiKey: key } = await keepSecrets(tandem.dataDir);
    const response = await tandem.backend.app.inject({
      ...{
        method,
        url: `/api/v1/crm/contacts${path}`,
        headers: { authorization: `Bearer ${key}`, ...headers },
      },
      ...(payload ? { payload } : {}),
    });
    expect(response.statusCode, `${method} ${path}`).toBeLessThan(300);
    return response.json<StaffContact & { contacts: StaffContact[] }>();
  };
  const mirrored = (id: string, state: object) =>
    expect
      .poll(() => tandem.convex.as(systemActor).query(api.people.get, { id }), { timeout: 10_000 })
      .toMatchObject(state);
  return {
    /** A new contact, once Tandem has heard of it. */
    async create(fields: Fields): Promise<StaffContact> {
      const contact = await send("POST", "", fields);
      await mirrored(contact.id, { row: { contactId: contact.id } });
      return contact;
    },
    /** A change, whatever Tandem hears of it and when. */
    async write(id: string, fields: Fields): Promise<void> {
      await send("PATCH", `/${id}`, fields);
    },
    /** A change that Tandem hears of before this ends. */
    async edit(id: string, fields: Fields): Promise<void> {
      await send("PATCH", `/${id}`, fields);
      await mirrored(id, { contact: fields });
    },
    /** A change that only the mirror hears of (no `user.updated`): the account keeps what it has, and the two drift. */
    async drift(id: string, fields: Fields): Promise<void> {
      await send("PATCH", `/${id}`, fields, { "user-agent": "Tandem test" });
      await mirrored(id, { contact: fields });
    },
    read: (id: string) => send("GET", `/${id}`),
    /** Everybody in the CRM whom a search finds. */
    search: async (text: string) =>
      (await send("GET", `?search=${encodeURIComponent(text)}&limit=100`)).contacts,
  };
}

/** An account that came from another deployment: nothing is asked of the backend for it. */
export async function importUser(
  tandem: TestTandem,
  externalId: string,
  fields: { email?: string; firstName?: string; lastName?: string; phone?: string; crmContactId?: string },
): Promise<string> {
  const users = [{ externalId, createdAt: Date.now(), ...fields }];
  await tandem.convex.as(systemActor).mutation(api.imports.users, { users });
  return externalId;
}

/** What an export says of a contact: the mirror believes it, whatever the CRM holds by now. */
export async function importContact(
  tandem: TestTandem,
  crmId: string,
  fields: Partial<
    Record<"email" | "firstName" | "lastName" | "phone" | "convexUserId" | "frontendUserId", string>
  >,
): Promise<void> {
  const now = Date.now();
  const contacts = [{ ...fields, status: "active", crmId, tags: [], createdAt: now, updatedAt: now }];
  await tandem.convex.as(systemActor).mutation(api.imports.contacts, { contacts });
}
