/** The people of the jobs' bench: on both sides and linked, and everybody known by a number. */
import type { FunctionArgs } from "convex/server";
import type { ConvexCaller } from "../../server/convex-client";
import { api } from "../../server/convex/_generated/api";
import { waitForLinks } from "../../server/import/wait-for-links";

const BATCH = 250;
const FIRST_DAY = Date.UTC(2024, 0, 1);
const OLD_PHONE = "+493831000000";

/** `drifted`: the phone is newer in the account, so a resync writes it to the contact. */
export type People = "linked" | "drifted";

type UserFields = FunctionArgs<typeof api.imports.users>["users"][number];
type ContactFields = FunctionArgs<typeof api.imports.contacts>["contacts"][number];

const digits = (n: number, length: number) => String(n).padStart(length, "0");
export const contactId = (n: number) => `obj_${digits(n, 20)}`;
export const frontendUserId = (n: number) => `frontend_user_${digits(n, 16)}`;
/** The number of a contact's or frontend user's ID. */
export const numberOf = (id: string) => Number(/\d+$/u.exec(id)?.[0]);
const userId = (n: number) => `j5${digits(n, 30)}`;
export const phoneOf = (n: number) => `+49151${digits(10_000_000 + n, 8)}`;

const namesOf = (n: number) => ({
  email: `person${n}@klinik-haff.example`,
  firstName: "Zoë",
  lastName: `Müller-${n}`,
});
const idsOf = (n: number) => ({ convexUserId: userId(n), frontendUserId: frontendUserId(n) });

const userOf = (n: number): UserFields => ({
  ...{ externalId: userId(n), ...namesOf(n), phone: phoneOf(n), createdAt: FIRST_DAY + 1_000 },
  ...{ crmContactId: contactId(n), frontendUserId: frontendUserId(n) },
});

/** A contact as the CRM knows it before anything is written. */
export const contactOf = (n: number, people: People): ContactFields & { phone: string } => ({
  ...{ crmId: contactId(n), status: "active", subtype: "customer", tags: ["website_user"] },
  ...{ name: `Zoë Müller-${n}`, ...namesOf(n), ...idsOf(n) },
  ...{ phone: people === "drifted" ? OLD_PHONE : phoneOf(n), createdAt: FIRST_DAY, updatedAt: FIRST_DAY },
});

/** Puts `count` people into the store, as an import does, and waits for their links. */
export async function importPeople(convex: ConvexCaller, count: number, people: People): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - from) }, (_, i) => from + i);
    await convex.mutation(api.imports.users, { users: numbers.map(userOf) });
    const contacts = numbers.map((n) => contactOf(n, people));
    await convex.mutation(api.imports.contacts, { contacts });
  }
  await waitForLinks(convex);
}
