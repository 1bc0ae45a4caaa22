import type { BackendContact } from "../../../shared/backend-api";
import { api } from "../../convex/_generated/api";
import type { ConvexCaller } from "../../convex-client";
import type { Crm } from "../../crm/port";
import { insist } from "../insist";
import { contactFields } from "../work";

export type Claims = { rejected: string[]; accepted: string[]; naming: string[] };

/** Both sides of an attempt: the backend, and what it has to ask and to tell this side. */
export type Sides = {
  crm: Crm;
  /** Whether nobody here is the account that a contact names: it never existed, or it is soft-deleted. */
  isGone(userId: string): Promise<boolean>;
  /** Whether a living account beside this one stores the contact's ID. */
  isNamedByOther(userId: string, contactId: string): Promise<boolean>;
  /** What people have decided about a user's contacts, and which contacts name the user now. CRM contact IDs. */
  claims(userId: string): Promise<Claims>;
  /** Brings the mirror up to date with a contact that was read back, beside the one the job is about. */
  mirror(contact: BackendContact): Promise<void>;
};

/** The sides of an attempt, and when it has asked for a contact the last time, by the deployment's clock. */
type AttemptSides = Sides & { askedAt(crmId: string): number | undefined };

/** The sides of an attempt that runs in this process. `now` is the deployment's clock, in ms. */
export function sidesOf(convex: ConvexCaller, backend: Crm, now: () => number): AttemptSides {
  const asked = new Map<string, number>();
  const written = new Set<string>();
  const crm: Crm = {
    ...backend,
    getContact: (id, options) => {
      asked.set(id, now());
      return backend.getContact(id, options);
    },
    updateContact: (id, fields, options) => {
      written.add(id);
      return backend.updateContact(id, fields, options);
    },
  };
  return {
    crm,
    askedAt: (crmId) => asked.get(crmId),
    isGone: (userId) => insist(() => convex.query(api.jobs.isGone, { userId })),
    isNamedByOther: (userId, contactId) =>
      insist(() => convex.query(api.repairs.isNamedByOther, { userId, contactId })),
    claims: (userId) => insist(() => convex.query(api.repairs.claims, { userId })),
    mirror: async (contact) => {
      const readBackAt = asked.get(contact.id) ?? 0;
      const told = { contact: contactFields(contact), readBackAt, wrote: written.has(contact.id) };
      await insist(() => convex.mutation(api.repairs.mirrorContact, told));
    },
  };
}
