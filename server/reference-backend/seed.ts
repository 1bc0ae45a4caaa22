import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import {
  type BackendContact,
  type JsonObject,
  bookingsSchema,
  frontendUserSchema,
  isJsonObject,
  parseContact,
} from "../../shared/backend-api";
import { insertBooking } from "./store/bookings";
import { seedEvent } from "./seed-events";
import { type Contact, insertContact } from "./store/contacts";
import type { Database } from "./store/database";
import { type FrontendUser, insertFrontendUser } from "./store/frontend-users";

/** One JSON document after another: an array, a generator, or lines read from a file. */
type Documents = Iterable<unknown> | AsyncIterable<unknown>;

export interface Seed {
  /** Contacts in any form of the contract, with their IDs. */
  contacts?: Documents;
  /** Frontend users in the contract's form, in addition to those that the contacts name. */
  frontendUsers?: Documents;
  /** Events in the contract's form, each with its `products`. */
  events?: Documents;
  /** Bookings in the contract's form, each with its `frontendUserId`. */
  bookings?: Documents;
}

/** What was inserted; documents whose ID was there already are not counted and not touched. */
export interface SeedResult {
  contacts: number;
  frontendUsers: number;
  events: number;
  bookings: number;
}

/** One transaction: few enough to keep the process answering, enough to spread the cost of the disk's sync. */
const BATCH = 500;

/**
 * Inserts people who are there already from the backend's point of view: no webhook and no mail, now or when they
 * register again. A contact that names its frontend user brings that along. Doing it twice changes nothing.
 * Throws at the first document that cannot be read; the batches before it stay.
 */
export async function seed(db: Database, documents: Seed): Promise<SeedResult> {
  const result = { contacts: 0, frontendUsers: 0, events: 0, bookings: 0 };
  for await (const batch of batches(documents.contacts ?? [])) {
    db.transaction(() => batch.forEach((json) => seedContact(db, json, result)));
  }
  for await (const batch of batches(documents.frontendUsers ?? [])) {
    db.transaction(() => batch.forEach((json) => seedFrontendUser(db, json, result)));
  }
  for await (const batch of batches(documents.events ?? [])) {
    db.transaction(() => batch.forEach((json) => void (seedEvent(db, json) && result.events++)));
  }
  for await (const batch of batches(documents.bookings ?? [])) {
    db.transaction(() => batch.forEach((json) => seedBooking(db, json, result)));
  }
  return result;
}

async function* batches(documents: Documents): AsyncGenerator<unknown[]> {
  let batch: unknown[] = [];
  for await (const document of documents) {
    batch.push(document);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
    await setImmediate();
  }
  if (batch.length > 0) yield batch;
}

function seedContact(db: Database, json: unknown, result: SeedResult): void {
  const reading = parseContact(json);
  if (!reading.ok) throw new Error(`Contact cannot be read: ${describe(reading.issues)}`);
  const { contact } = reading;
  if (insertContact(db, toStored(contact))) result.contacts++;
  const user = userOf(contact);
  if (user && insertFrontendUser(db, user)) result.frontendUsers++;
}

function toStored(contact: BackendContact): Contact {
  const { id, subtype, status, name, createdAt, updatedAt } = contact;
  return {
    id,
    type: "crm_contact",
    subtype,
    status,
    name,
    customProperties: propertiesOf(contact),
    createdAt,
    updatedAt,
  };
}

/** The properties as they came, so that a seeded contact reads back the same, with those read from the top level. */
function propertiesOf(contact: BackendContact): JsonObject {
  const nested = isJsonObject(contact.raw.customProperties) ? contact.raw.customProperties : {};
  const { email, firstName, lastName, phone, company, tags, convexUserId, frontendUserId } = contact;
  const read = { email, firstName, lastName, phone, company, tags, convexUserId, frontendUserId };
  return {
    ...nested,
    ...Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)),
  };
}

/** Only a contact that names a frontend user has one: a Convex user alone is a registration that broke half-way. */
function userOf(contact: BackendContact): FrontendUser | undefined {
  if (!contact.frontendUserId) return undefined;
  return newUser(contact.frontendUserId, contact.email ?? "", contact.createdAt, {
    crmContactId: contact.id,
    convexUserId: contact.convexUserId ?? null,
  });
}

function seedFrontendUser(db: Database, json: unknown, result: SeedResult): void {
  const read = frontendUserSchema.safeParse(json);
  if (!read.success) throw new Error("Frontend user cannot be read");
  const { id, email, status, crmContactId, convexUserId, raw } = read.data;
  const createdAt = typeof raw.createdAt === "number" ? raw.createdAt : 0;
  const links = { status, crmContactId: crmContactId ?? null, convexUserId: convexUserId ?? null };
  if (insertFrontendUser(db, newUser(id, email, createdAt, links))) result.frontendUsers++;
}

const ofUser = z.object({ frontendUserId: z.string() });

function seedBooking(db: Database, json: unknown, result: SeedResult): void {
  const owner = ofUser.safeParse(json);
  const read = bookingsSchema.safeParse([json]);
  const [booking] = read.data ?? [];
  if (!owner.success || !booking) throw new Error("Booking cannot be read");
  if (insertBooking(db, { ...booking, ...owner.data })) result.bookings++;
}

function newUser(
  id: string,
  email: string,
  createdAt: number,
  rest: Pick<FrontendUser, "crmContactId" | "convexUserId"> & Partial<Pick<FrontendUser, "status">>,
): FrontendUser {
  return {
    id,
    email,
    status: "active",
    authProvider: "email",
    registrationSource: "website",
    // They were welcomed when they registered, long before this database.
    welcomedAt: createdAt,
    createdAt,
    updatedAt: createdAt,
    ...rest,
  };
}

function describe(issues: readonly { path: string; message: string }[]): string {
  return issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
}
