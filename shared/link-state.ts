import { emailKey, nameKey, phoneKey } from "./normalize";

/**
 * The state of one row of the join. This is a pure function of what is known about one person; who belongs to whom
 * is found by index in `server/convex/model/links.ts`. The rules and their order: contracts, "link states".
 */
export const linkStates = [
  "linked",
  "pending",
  "failed",
  "unlinked",
  "convex_only",
  "crm_only",
  "drifted",
  "conflict",
  "broken",
  "deleted",
] as const;
export type LinkState = (typeof linkStates)[number];

export const comparedFields = ["email", "firstName", "lastName", "phone"] as const;
export type ComparedField = (typeof comparedFields)[number];
export type ComparedValues = Partial<Record<ComparedField, string | null | undefined>>;

export const jobKinds = [
  "register",
  "update",
  "resend_welcome",
  "restore",
  "link_existing",
  "archive",
] as const;
export type JobKind = (typeof jobKinds)[number];

/** What the row needs to know of a user. `id` is the user's reference: its `externalId`, or its Convex `_id`. */
export type UserFacts = ComparedValues & {
  id: string;
  deleted: boolean;
  crmContactId?: string | null | undefined;
};

/** What the row needs to know of a contact. `id` is the CRM contact ID. */
export type ContactFacts = ComparedValues & {
  id: string;
  archived: boolean;
  convexUserId?: string | null | undefined;
};

/** The user's open job if there is one, else the job that settled last. */
export type JobFacts = {
  kind: JobKind;
  status: "open" | "failed" | "done";
  errorCode?: string | null | undefined;
};

/**
 * How this person's two sides were brought together.
 * - `alone`: in no group and no pair.
 * - `reference`: by IDs. `pair` is false when the group holds more than one user and one contact; `namedBy` is how
 *   many users name the contact shown (counting may stop at 2).
 * - `email`: left-overs with one e-mail, each the only one there that nobody has rejected for the other.
 * - `ambiguous_email`: left-over, and its e-mail is on the other side, but more than one of either side could be meant.
 */
export type Match =
  | { by: "alone" }
  | { by: "reference"; pair: boolean; namedBy: number }
  | { by: "email" }
  | { by: "ambiguous_email" };

export type JoinFacts = { user: UserFacts | null; contact: ContactFacts | null; match: Match };
export type LinkFacts = JoinFacts & { job?: JobFacts | null };

export type Derived = { state: LinkState; reason: string };

const keyOf: Record<ComparedField, (value: string | null | undefined) => string | null> = {
  email: emailKey,
  firstName: nameKey,
  lastName: nameKey,
  phone: phoneKey,
};

/** The compared fields whose normalised values differ; missing on one side only counts as different. */
export function differingFields(a: ComparedValues, b: ComparedValues): ComparedField[] {
  return comparedFields.filter(
    (field) => a[field] !== b[field] && keyOf[field](a[field]) !== keyOf[field](b[field]),
  );
}

/** State and machine reason of one row: the first rule that holds. Throws when there is neither user nor contact. */
export function deriveLink({ job, ...join }: LinkFacts): Derived {
  return withJob(deriveJoin(join), job ?? null);
}

/** What a job makes of the state that the two sides have by themselves. Who is deleted stays so, whatever runs. */
export function withJob(join: Derived, job: JobFacts | null): Derived {
  if (join.state === "deleted") return join;
  if (job?.status === "open") return { state: "pending", reason: job.kind };
  if (job?.status === "failed") return { state: "failed", reason: job.errorCode ?? "unknown" };
  return join;
}

/** The state of the two sides by themselves, as if no job had ever been. */
export function deriveJoin({ user, contact, match }: JoinFacts): Derived {
  if (!user) {
    if (!contact) throw new Error("A link needs a user or a contact.");
    if (match.by === "ambiguous_email") return { state: "conflict", reason: "ambiguous_email" };
    return { state: "crm_only", reason: contact.convexUserId ? "account_not_found" : "no_account" };
  }
  if (user.deleted) {
    return { state: "deleted", reason: contact && !contact.archived ? "contact_still_active" : "both_gone" };
  }
  return deriveFromMatch(user, contact, match);
}

function deriveFromMatch(user: UserFacts, contact: ContactFacts | null, match: Match): Derived {
  if (match.by === "reference" && contact) {
    const reason = conflictReason(user, contact, match);
    if (reason) return { state: "conflict", reason };
  }
  if (match.by === "ambiguous_email") return { state: "conflict", reason: "ambiguous_email" };
  if (!contact) {
    return user.crmContactId
      ? { state: "broken", reason: "contact_not_found" }
      : { state: "convex_only", reason: "never_synced" };
  }
  if (contact.archived) return { state: "broken", reason: "contact_archived" };
  if (match.by === "email") return { state: "unlinked", reason: "matched_by_email" };
  if (!user.crmContactId || !contact.convexUserId) return { state: "unlinked", reason: "backlink_missing" };
  const fields = differingFields(user, contact);
  if (fields.length > 0) return { state: "drifted", reason: `fields:${fields.join(",")}` };
  return { state: "linked", reason: "in_sync" };
}

function conflictReason(
  user: UserFacts,
  contact: ContactFacts,
  match: { pair: boolean; namedBy: number },
): string | null {
  const contactNamesAnother = !!contact.convexUserId && contact.convexUserId !== user.id;
  const userNamesAnother = !!user.crmContactId && user.crmContactId !== contact.id;
  if (match.pair && !contactNamesAnother && !userNamesAnother) return null;
  if (match.namedBy >= 2) return "contact_claimed_twice";
  return contactNamesAnother ? "contact_names_another_user" : "contact_mismatch";
}
