import { z } from "zod";
import { fieldSides } from "./drift";
import { comparedFields } from "./link-state";
import { Plain, PersonalContent, PersonalWords } from "./personal";

/**
 * Why a person's two sides are in this state, what comes next and what is best done: as keys and values, not as text. The
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
const errorCode = Plain.nullable();

/** What is the case. `said` is what the backend said of it, where that is more than its error class. */
const Sentence = z.discriminatedUnion("key", [
  z.object({ key: z.enum(plainKeys) }),
  z.object({ key: z.literal("waiting"), values: z.object({ errorCode, attempts: z.int() }) }),
  z.object({
    key: z.literal("gave_up"),
    values: z.object({ errorCode, attempts: z.int(), said: PersonalWords.nullable() }),
  }),
  z.object({ key: z.literal("drifted"), values: z.object({ fields: z.array(z.enum(comparedFields)) }) }),
  z.object({
    key: z.literal("deleted"),
    values: z.object({ contactActive: z.boolean(), reason: PersonalContent.nullable() }),
  }),
]);
export type Sentence = z.infer<typeof Sentence>;

/** What happens next, as far as it is not said by the sentence. */
const nextKeys = [
  "outcome_follows",
  "tries_again",
  "starts_by_itself",
  "somebody_must_act",
  "mend_data",
  "mend_key",
  "register_links",
  "resync_keeps",
  "a_person_decides",
] as const;

/** What a resync would do here. */
export const resyncKeys = [
  "sync_to_backend",
  "try_again_now",
  "resync_now",
  "link_both_sides",
  "restore_contact",
  "recreate_contact",
] as const;
export type ResyncKey = (typeof resyncKeys)[number];

/** The one action that is best now, as the button says it. */
const Best = z.discriminatedUnion("action", [
  z.object({ action: z.literal("resync"), key: z.enum(resyncKeys) }),
  z.object({ action: z.enum(["restore", "reviewMatch", "invite"]) }),
  z.object({
    action: z.literal("resolveDrift"),
    /** The side whose values these fields take: the one that owns them, so that nothing is lost. */
    side: z.enum(fieldSides),
    fields: z.array(z.enum(comparedFields)),
  }),
]);
export type Best = z.infer<typeof Best>;

export const Explanation = z.object({
  sentence: Sentence,
  next: z.enum(nextKeys).nullable(),
  /** `null` where nothing need be done, or where only the backend's return helps. */
  best: Best.nullable(),
});
export type Explanation = z.infer<typeof Explanation>;
