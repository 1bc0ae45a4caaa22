import { z } from "zod";
import { comparedFields } from "./link-state";

/**
 * Why a person's two sides are in this state, what comes next and what is safe: as keys and values, not as text. The
 * console words them in the operator's language (client/features/users/person/explanation-words.ts).
 */

/** What there is to say without more ado. */
const plainKeys = [
  "linked",
  "running",
  "queued",
  "never_synced",
  "matched_by_email",
  "backlink_missing",
  "no_account",
  "account_not_found",
  "ambiguous_email",
  "contact_claimed_twice",
  "contact_names_another_user",
  "contact_mismatch",
  "ids_disagree",
  "contact_archived",
  "contact_not_found",
] as const;

/** An error class of sync-errors.ts; `null` when nobody told. */
const errorCode = z.string().nullable();

/** What is the case. `said` is what the backend said of it, where that is more than its error class. */
const Sentence = z.discriminatedUnion("key", [
  z.object({ key: z.enum(plainKeys) }),
  z.object({ key: z.literal("waiting"), values: z.object({ errorCode, attempts: z.int() }) }),
  z.object({
    key: z.literal("gave_up"),
    values: z.object({ errorCode, attempts: z.int(), said: z.string().nullable() }),
  }),
  z.object({ key: z.literal("drifted"), values: z.object({ fields: z.array(z.enum(comparedFields)) }) }),
  z.object({
    key: z.literal("deleted"),
    values: z.object({ contactActive: z.boolean(), reason: z.string().nullable() }),
  }),
]);
export type Sentence = z.infer<typeof Sentence>;

/** What happens next, as far as it is not said by the sentence. */
const nextKeys = [
  "outcome_follows",
  "tries_again",
  "starts_by_itself",
  "somebody_must_act",
  "register_links",
  "resync_keeps",
  "a_person_decides",
] as const;

/** What a command would do here. */
const fixKeys = [
  "sync_to_backend",
  "try_again_now",
  "resync",
  "link_both_sides",
  "restore_contact",
  "recreate_contact",
  "restore",
] as const;
export type FixKey = (typeof fixKeys)[number];

export const Explanation = z.object({
  sentence: Sentence,
  next: z.enum(nextKeys).nullable(),
  fix: z.object({ command: z.enum(["resync", "restore"]), key: z.enum(fixKeys) }).nullable(),
});
export type Explanation = z.infer<typeof Explanation>;
