import type { QueryCtx } from "../_generated/server";
import { personById } from "./findPerson";
import { leftOfContact, type LeftOfContact } from "./leftOfContact";
import { requirePerson } from "./personForRepair";
import { wholeGoneContact, wholePersonOf, type WholePerson } from "./wholePerson";

/** What is left of a contact that the CRM has not any more, where the ID is nobody else's. */
export const leftWithoutRow = async (ctx: QueryCtx, id: string): Promise<LeftOfContact | null> =>
  (await personById(ctx, id)) ? null : leftOfContact(ctx, id);

/**
 * Of whom something is kept, by any of their IDs: somebody who has a row, or a contact that the CRM has not any more.
 * `keptAs` is the ID that goes on naming them. Fails with `not_found` on `id`.
 */
export async function keptPerson(
  ctx: QueryCtx,
  id: string,
): Promise<{ keptAs: string; person: WholePerson }> {
  const left = await leftWithoutRow(ctx, id);
  if (left?.account === null)
    return { keptAs: left.contactId, person: await wholeGoneContact(ctx, left.contactId) };
  const { link, user, contact } = await requirePerson(ctx, left?.account ?? id);
  return { keptAs: link._id, person: await wholePersonOf(ctx, { user, contact, link: link._id }) };
}
