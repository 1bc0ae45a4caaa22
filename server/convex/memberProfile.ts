import { v } from "convex/values";
import { lockedFields } from "../../shared/field-owners";
import { happened } from "../../shared/fixed-sentences";
import { phoneKey } from "../../shared/normalize";
import {
  profileFields,
  type MemberProfile,
  type ProfileField,
  type ProfileFields,
} from "../../shared/portal-api";
import { salutations } from "../../shared/registration";
import type { FieldChange } from "../../shared/webhooks-api";
import type { QueryCtx } from "./_generated/server";
import { fail, guardedMutation, guardedQuery } from "./functions";
import { recordEvent } from "./model/audit";
import { refreshLinks } from "./model/links";
import { actingMember } from "./model/members";
import { requireProven } from "./model/provenAddress";
import { enqueueResync } from "./model/resync";
import { oneOf } from "./model/selectionArgs";
import { readOwners } from "./model/settings";
import { newTouched } from "./model/touched";
import { patchUser, toTell, type User } from "./model/users";

/** Who a member says they are, beside their address. */

const text = v.optional(v.string());
/** What they want; absent fields stay as they are. */
const profile = v.object({
  salutation: v.optional(oneOf(salutations)),
  ...{ title: text, firstName: text, lastName: text, phone: text },
  ...{ organization: text, profession: text, position: text },
});

/** The profile as it is kept here. Fails with `forbidden` while nobody knows whether the mailbox is theirs. */
export const own = guardedQuery("portal.self")({
  args: {},
  handler: async (ctx): Promise<MemberProfile> => {
    const user = await actingMember(ctx);
    requireProven(user);
    return { profile: profileOf(user), locked: await lockedOf(ctx, user), waits: user.untold !== undefined };
  },
});

/**
 * Changes the profile, and has the CRM told by one job, however many changes come before it is. Fails with `invalid` on a
 * field that is the CRM's.
 */
export const update = guardedMutation("portal.self")({
  args: { profile, requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { profile: typed, requestId }) => {
    const user = await actingMember(ctx);
    requireProven(user);
    const before = profileOf(user);
    const changes = changesTo(before, { ...before, ...typed });
    if (changes.length === 0) return null;
    await refuseLocked(ctx, user, changes);
    const touched = newTouched();
    const fields = changes.map(({ field }) => field);
    await patchUser(ctx, touched, user, {
      ...Object.fromEntries(changes.map(({ field, after }) => [field, after ?? undefined])),
      ...toTell(user, fields),
    });
    await enqueueResync(ctx, touched, user, { requestedBy: "Member", lane: "live" });
    await refreshLinks(ctx, touched);
    const event = { action: "change profile" as const, summary: happened.changedProfile };
    await recordEvent(ctx, { ...event, actor: ctx.actor, changes, user: user._id, requestId });
    return null;
  },
});

/** The CRM's fields; but a name that is missing has to be filled in by somebody, or nothing could be saved. */
async function lockedOf(ctx: QueryCtx, user: User): Promise<ProfileField[]> {
  const locked: readonly string[] = lockedFields(await readOwners(ctx));
  const isMissing = (field: ProfileField) => needed.has(field) && !user[field]?.trim();
  return profileFields.filter((field) => locked.includes(field) && !isMissing(field));
}

const needed: ReadonlySet<ProfileField> = new Set(["firstName", "lastName"]);

/** The settings may have changed while the form was open. */
async function refuseLocked(ctx: QueryCtx, user: User, changes: FieldChange[]): Promise<void> {
  const locked = await lockedOf(ctx, user);
  const field = locked.find((each) => changes.some((change) => change.field === each));
  if (!field) return;
  throw fail({ code: "invalid", field, message: "Only our office can change this." });
}

function profileOf(user: User): ProfileFields {
  const known = Object.fromEntries(profileFields.map((field) => [field, user[field] ?? ""]));
  const salutation = salutations.find((each) => each === user.salutation) ?? "";
  return { ...(known as ProfileFields), salutation };
}

/** Another spelling of what is kept is no change: the office writes numbers and blanks as it likes. */
function changesTo(before: ProfileFields, after: ProfileFields): FieldChange[] {
  const [kept, wanted] = [spelt(before), spelt(after)];
  const changed = profileFields.filter((field) => kept[field] !== wanted[field]);
  return changed.map((field) => ({ field, before: before[field] || null, after: wanted[field] || null }));
}

function spelt(profile: ProfileFields): ProfileFields {
  const texts = Object.entries(profile).map(([field, value]) => [field, value.trim()]);
  const trimmed = Object.fromEntries(texts) as ProfileFields;
  return { ...trimmed, phone: phoneKey(profile.phone) ?? "" };
}
