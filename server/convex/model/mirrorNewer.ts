import type { MutationCtx } from "../_generated/server";
import { contactByCrmId, mirrorOver, type Contact, type ContactFields } from "./contacts";
import type { Touched } from "./touched";

/** What a list of contacts has taught the mirror: the contact as it was known before. */
export type Learnt = { before: Contact | null };

/**
 * Mirrors a contact from a list that was asked for at `askedAt` (ms, by this deployment's clock; 0: nobody knows when),
 * unless the mirror has heard something newer since. Answers `null` when nothing was different.
 *
 * Who was heard of before the list was asked for is in the list as they were then or later, so the list is right even
 * where an event was stamped a moment after the state it tells of. Who was heard of later is judged by the CRM's time.
 */
export async function mirrorNewer(
  ctx: MutationCtx,
  touched: Touched,
  fields: ContactFields,
  askedAt: number,
): Promise<Learnt | null> {
  const before = await contactByCrmId(ctx, fields.crmId);
  if (before && before.updatedAt >= fields.updatedAt && before.readAt >= askedAt) return null;
  const changed = await mirrorOver(ctx, touched, before, fields, Date.now());
  return changed ? { before } : null;
}
