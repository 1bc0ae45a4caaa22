import { onlySideWith, overwritesOwner, type BothSides, type Choices } from "../../../shared/drift";
import type { FieldOwners } from "../../../shared/field-owners";
import { outdatedChoices, replacedBy, type Replaced } from "../../../shared/kept-choices";
import { comparedFields, differingFields } from "../../../shared/link-state";
import { underWay } from "../../../shared/person-actions";
import { refusals } from "../../../shared/refusals";
import { fail, type Actor } from "../functions";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Contact } from "./contacts";
import { enqueueJob } from "./enqueueJob";
import { openJobs, type Job } from "./jobs";
import { bringsTogether } from "./resync";
import { readOwners } from "./settings";
import type { Touched } from "./touched";
import { otherWithEmail, type User } from "./users";

type Asked = {
  choices: Choices;
  /** What the sides that are not taken were shown to hold. */
  shown?: Replaced | undefined;
  confirmOverwrite: boolean;
  reason?: string | undefined;
  actor: Actor;
};

/**
 * Puts somebody's choices between the two sides on one update job. What is known here of the CRM is the mirror; the
 * attempt reads the contact again: a field that agrees by then is left alone, and where a choice would replace another
 * value than now, somebody has to choose again.
 */
export async function resolveDrift(
  ctx: MutationCtx,
  touched: Touched,
  user: User,
  contact: Contact,
  { choices, shown = {}, confirmOverwrite, reason, actor }: Asked,
): Promise<Id<"syncJobs">> {
  const sides = {
    convex: { values: user, updatedAt: user.profileUpdatedAt },
    crm: { values: contact, updatedAt: contact.updatedAt },
  };
  requireValues(choices, sides);
  requireShown(choices, shown, sides);
  if (!confirmOverwrite) requireOwners(choices, sides, await readOwners(ctx));
  await requireFreeEmail(ctx, user, contact, choices);
  const open = (await openJobs(ctx, user._id)).find(({ kind }) => bringsTogether(kind));
  const replaced = replacedBy(choices, sides);
  if (open) return joinChoices(ctx, open, choices, replaced);
  return enqueueJob(ctx, touched, {
    ...{ user: user._id, kind: "update", lane: "live", choices, replaced },
    ...{ requestedBy: actor.name, reason },
  });
}

/** Nobody deletes by choosing: a side without a value has nothing to take. */
function requireValues(choices: Choices, sides: BothSides): void {
  for (const field of fieldsOf(choices)) {
    const only = onlySideWith(field, sides);
    if (only === null || only === choices[field]) continue;
    const message = "This side has no value to take. A resync fills it in from the other side.";
    throw fail({ code: "invalid", field, message });
  }
}

/** The page that somebody chooses on can be minutes old. */
function requireShown(choices: Choices, shown: Replaced, sides: BothSides): void {
  const [field] = outdatedChoices(choices, shown, sides);
  if (!field) return;
  const message = "The value that this replaces has changed since it was shown. Look again, then choose.";
  throw fail({ code: "conflict", field, message });
}

function requireOwners(choices: Choices, sides: BothSides, owners: FieldOwners): void {
  const differing = differingFields(sides.convex.values, sides.crm.values);
  for (const field of fieldsOf(choices)) {
    const chosen = choices[field];
    if (!chosen || !differing.includes(field) || !overwritesOwner(field, chosen, sides, owners)) continue;
    const message = chosen === "convex" ? refusals.replacesCrms : refusals.replacesAccounts;
    throw fail({ code: "needs_confirmation", field, message });
  }
}

/** The account's e-mail is what people sign in with: two living accounts cannot have one. */
async function requireFreeEmail(
  ctx: MutationCtx,
  user: User,
  contact: Contact,
  choices: Choices,
): Promise<void> {
  if (choices.email !== "crm" || !(await otherWithEmail(ctx, user, contact.email))) return;
  throw fail({ code: "conflict", field: "email", message: "Another account has the CRM's e-mail address." });
}

/** Choices join a job that has not begun; one that has may be past reading them. */
async function joinChoices(
  ctx: MutationCtx,
  job: Job,
  choices: Choices,
  replaced: Replaced,
): Promise<Id<"syncJobs">> {
  const begun = job.attempt > 0 || job.state !== "queued" || job.kind !== "update";
  if (begun) throw fail({ code: "conflict", message: underWay(job.state, job.wakeAt, Date.now()) });
  const chosen: Choices = job.choices ?? {};
  const field = fieldsOf(choices).find((each) => chosen[each] && chosen[each] !== choices[each]);
  if (field) {
    const message = "Somebody else has just chosen the other side. Look again when that job has ended.";
    throw fail({ code: "conflict", field, message });
  }
  await ctx.db.patch("syncJobs", job._id, {
    choices: { ...chosen, ...choices },
    replaced: { ...job.replaced, ...replaced },
  });
  return job._id;
}

const fieldsOf = (choices: Choices) => comparedFields.filter((field) => choices[field] !== undefined);
