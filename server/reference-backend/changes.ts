import { isDeepStrictEqual } from "node:util";
import { type Contact, findContact, insertContact, updateContact } from "./store/contacts";
import type { Database } from "./store/database";
import {
  type FrontendUser,
  findFrontendUser,
  insertFrontendUser,
  updateFrontendUser,
} from "./store/frontend-users";
import type { EventOutbox } from "./webhooks/events";

/**
 * Who makes a change. Tandem knows of its own edits, so they are not told back as `user.updated`. What a stranger, who
 * has no key, says of people is not believed of those who are there already.
 */
export type Origin = "tandem" | "elsewhere" | "stranger";

/** The fields of a contact that its frontend user shows too. */
const PERSONAL_FIELDS = ["email", "firstName", "lastName", "phone"] as const;

/**
 * The changes of one transaction. Every write to contacts and frontend users goes through here; `flush` then queues
 * the events, one per contact and with its final state, however many steps the transaction took.
 */
export class Changes {
  private readonly before = new Map<string, Contact | undefined>();

  constructor(
    readonly db: Database,
    readonly now: number,
    private readonly events: EventOutbox,
    readonly origin: Origin,
  ) {}

  createContact(contact: Contact): void {
    this.remember(contact.id);
    insertContact(this.db, contact);
  }

  /** Whether this transaction has made the contact. */
  hasMade(contactId: string): boolean {
    return this.before.has(contactId) && this.before.get(contactId) === undefined;
  }

  /** Stores the contact and answers it; one that did not change keeps its `updatedAt`. */
  saveContact(contact: Contact): Contact {
    const stored = this.remember(contact.id);
    if (isDeepStrictEqual({ ...stored, updatedAt: 0 }, { ...contact, updatedAt: 0 })) return contact;
    const saved = { ...contact, updatedAt: this.now };
    updateContact(this.db, saved);
    return saved;
  }

  createFrontendUser(user: FrontendUser): void {
    insertFrontendUser(this.db, user);
  }

  /** Stores the frontend user. With `eventType`, and if it changed at all, tells the endpoints. */
  saveFrontendUser(user: FrontendUser, eventType?: string, extra: Record<string, unknown> = {}): void {
    // Copied, because rows from SQLite have no prototype and would equal nothing else.
    if (isDeepStrictEqual({ ...findFrontendUser(this.db, user.id) }, { ...user })) return;
    updateFrontendUser(this.db, { ...user, updatedAt: this.now });
    if (eventType) this.tell(eventType, this.contactOf(user), user, extra);
  }

  /** Queues the events of what changed. Call it last, still inside the transaction. */
  flush(): void {
    for (const [id, before] of this.before) {
      const after = findContact(this.db, id);
      if (after && !isDeepStrictEqual(before, after)) this.tellContact(before, after);
    }
    this.before.clear();
  }

  private remember(id: string): Contact | undefined {
    const stored = findContact(this.db, id);
    if (!this.before.has(id)) this.before.set(id, stored);
    return stored;
  }

  private tellContact(before: Contact | undefined, after: Contact): void {
    const user = this.userOf(after);
    this.tell(contactEventType(before, after), after, user, { status: after.status });
    if (!before || !user) return;
    const changed = changedFields(before, after);
    // The user's own e-mail may differ, and an edit of the phone says nothing of it.
    const email = (changed.has("email") ? after.customProperties.email : undefined) ?? user.email;
    changed.delete("email");
    // Nothing that the user shows changed, or it came from there and was told.
    if (changed.size === 0 && email === user.email) return;
    updateFrontendUser(this.db, { ...user, email, updatedAt: this.now });
    if (this.origin !== "tandem") this.tell("user.updated", after, { ...user, email }, { email });
  }

  private tell(
    type: string,
    contact: Contact | undefined,
    user: FrontendUser | undefined,
    extra: Record<string, unknown> = {},
  ): void {
    this.events.add({ type, at: this.now, data: { ...eventData(contact, user), ...extra } });
  }

  private userOf(contact: Contact): FrontendUser | undefined {
    const id = contact.customProperties.frontendUserId;
    return id === undefined ? undefined : findFrontendUser(this.db, id);
  }

  private contactOf(user: FrontendUser): Contact | undefined {
    return user.crmContactId === null ? undefined : findContact(this.db, user.crmContactId);
  }
}

function contactEventType(before: Contact | undefined, after: Contact): string {
  if (!before) return "contact.created";
  const archived = before.status !== "archived" && after.status === "archived";
  return archived ? "contact.deleted" : "contact.updated";
}

function changedFields({ customProperties: before }: Contact, { customProperties: after }: Contact) {
  return new Set(PERSONAL_FIELDS.filter((field) => before[field] !== after[field]));
}

/** Both names of the contact's ID are in use, so both are sent. Unknown values are left out by JSON. */
function eventData(contact: Contact | undefined, user: FrontendUser | undefined): Record<string, unknown> {
  const person = contact?.customProperties ?? {};
  const contactId = contact?.id ?? user?.crmContactId ?? undefined;
  return {
    frontendUserId: user?.id ?? person.frontendUserId,
    contactId,
    crmContactId: contactId,
    convexUserId: user?.convexUserId ?? person.convexUserId,
    email: person.email ?? user?.email,
    firstName: person.firstName,
    lastName: person.lastName,
    phone: person.phone,
  };
}
