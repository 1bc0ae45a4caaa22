import { systemActor } from "../convex-client";
import { api } from "../convex/_generated/api";
import { isCrmError } from "../crm/port";
import { contactFields } from "../sync/work";
import type { Context } from "./context";

/** How long a decision waits for the CRM, in ms, before it goes by what was last known. */
const PATIENCE_MS = 1_500;

/**
 * Brings the mirror of a contact up to date before a person's decision is judged by it: the console shows the contact
 * as the CRM has it now, and that is what they decided on. While the CRM is down the mirror has to do.
 */
export async function refreshMirror(
  ctx: Pick<Context, "crm" | "convexAs">,
  contactId: string,
): Promise<void> {
  try {
    const readBackAt = Date.now();
    const contact = await ctx.crm.getContact(contactId, { timeoutMs: PATIENCE_MS });
    if (!contact) return;
    const read = { contact: contactFields(contact), readBackAt, wrote: false };
    await ctx.convexAs(systemActor).mutation(api.repairs.mirrorContact, read);
  } catch (error) {
    if (!isCrmError(error)) throw error;
  }
}
