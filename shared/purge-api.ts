import { z } from "zod";
import { PersonRef } from "./users-api";

/** Purging people: input of `users.purge`. */

/** What an admin copies by hand before somebody is purged: the e-mail address, or the row's ID of who has none. */
export const typedToPurge = ({ email, linkId }: { email?: string | null; linkId: string }): string =>
  email ?? linkId;

export const PurgeInput = PersonRef.extend({ typed: z.string().trim().max(320) });
