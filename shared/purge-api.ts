import { z } from "zod";
import { whyNot } from "./fixed-sentences";
import { PersonRef } from "./users-api";

/** Purging people: input of `users.purge`. */

/** What an admin copies by hand before somebody is purged: the e-mail address, or the row's ID of who has none. */
export const typedToPurge = ({ email, linkId }: { email?: string | null; linkId: string }): string =>
  email ?? linkId;

/**
 * Why somebody cannot be purged now, or `null`. Of who has an account that is asked for twice, with time between; the
 * contact alone (`null`) cannot be soft-deleted.
 */
export const whyNotPurged = (account: { deletedAt?: number | null } | null): string | null =>
  account && (account.deletedAt ?? null) === null ? whyNot.purgedOnceDeleted : null;

export const PurgeInput = PersonRef.extend({ typed: z.string().trim().max(320) });

/** A contact that the CRM has not any more, of which Tandem still tells; `null` where nothing is left. `goneAt` in ms. */
export const LeftOfContact = z.object({ contactId: z.string(), goneAt: z.number().nullable() }).nullable();
