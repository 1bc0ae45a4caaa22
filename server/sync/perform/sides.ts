import type { BackendContact } from "../../../shared/backend-api";
import { api } from "../../convex/_generated/api";
import type { ConvexCaller } from "../../convex-client";
import type { Crm } from "../../crm/port";
import { contactFields } from "../work";

export type Claims = { rejected: string[]; accepted: string[]; naming: string[] };

/** Both sides of an attempt: the backend, and what it has to ask and to tell this side. */
export type Sides = {
  crm: Crm;
  /** Whether nobody here is the account that a contact names: it never existed, or it is soft-deleted. */
  isGone(userId: string): Promise<boolean>;
  /** What people have decided about a user's contacts, and which contacts name the user now. CRM contact IDs. */
  claims(userId: string): Promise<Claims>;
  /** Brings the mirror up to date with a contact that was read back, beside the one the job is about. */
  mirror(contact: BackendContact): Promise<void>;
};

/** The sides of an attempt that runs in this process. */
export const sidesOf = (convex: ConvexCaller, crm: Crm): Sides => ({
  crm,
  isGone: (userId) => convex.query(api.jobs.isGone, { userId }),
  claims: (userId) => convex.query(api.repairs.claims, { userId }),
  mirror: async (contact) => {
    await convex.mutation(api.repairs.mirrorContact, {
      contact: contactFields(contact),
      readBackAt: Date.now(),
    });
  },
});
