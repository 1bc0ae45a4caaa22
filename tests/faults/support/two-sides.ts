/** People for a run: of every two, one has an account only, and one is known to both sides with an old phone there. */
import type { FunctionArgs } from "convex/server";
import type { ConvexCaller } from "../../../server/convex-client";
import { api } from "../../../server/convex/_generated/api";
import type { ReferenceBackend } from "../../../server/reference-backend/server";
import type { Entry } from "./books";

type UserFields = FunctionArgs<typeof api.imports.users>["users"][number];
type ContactFields = FunctionArgs<typeof api.imports.contacts>["contacts"][number];

const BATCH = 100;
const LAST_YEAR = Date.UTC(2025, 0, 1);
export const NEW_PHONE = "+4915112345678";

/** Whether a resync registers this person, who then gets a welcome mail, or writes the new phone to their contact. */
export const isNew = (n: number) => n % 2 === 0;
export const emailOf = (n: number) => `person${n}@klinik.example`;
const userId = (n: number) => `user-${n}`;
const contactId = (n: number) => `obj_${n}`;
const frontendUserId = (n: number) => `frontend_user_${n}`;

const userOf = (n: number): UserFields => ({
  ...{ externalId: userId(n), email: emailOf(n), firstName: "Zoë", lastName: `Müller-${n}` },
  ...{ phone: NEW_PHONE, createdAt: LAST_YEAR + 1_000 },
  ...(isNew(n) ? {} : { crmContactId: contactId(n), frontendUserId: frontendUserId(n) }),
});

const contactOf = (n: number): ContactFields => ({
  ...{ crmId: contactId(n), status: "active", subtype: "customer", name: `Zoë Müller-${n}`, tags: [] },
  ...{ email: emailOf(n), firstName: "Zoë", lastName: `Müller-${n}`, phone: "+493831000000" },
  ...{ convexUserId: userId(n), frontendUserId: frontendUserId(n) },
  ...{ createdAt: LAST_YEAR, updatedAt: LAST_YEAR },
});

/** Puts them on both sides, and no mail goes out. */
export async function bringInPeople(convex: ConvexCaller, backend: ReferenceBackend, count: number) {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const known = numbers.filter((n) => !isNew(n)).map(contactOf);
  await backend.seed({ contacts: known.map(({ crmId, ...contact }) => ({ id: crmId, ...contact })) });
  for (let from = 0; from < count; from += BATCH) {
    await convex.mutation(api.imports.users, { users: numbers.slice(from, from + BATCH).map(userOf) });
  }
  for (let from = 0; from < known.length; from += BATCH) {
    await convex.mutation(api.imports.contacts, { contacts: known.slice(from, from + BATCH) });
  }
}

/** What both systems must say of everybody in the end, but for the IDs that the backend makes up. */
export const expectedEntries = (count: number): Array<Partial<Entry>> =>
  Array.from({ length: count }, (_, n) => ({
    ...{ email: emailOf(n), convexUserId: userId(n) },
    ...(isNew(n) ? {} : { crmContactId: contactId(n), frontendUserId: frontendUserId(n) }),
  }));
