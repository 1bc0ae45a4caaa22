import { v } from "convex/values";
import { auditSays } from "../../shared/audit-sentences";
import { say } from "../../shared/sentence";
import { guardedMutation } from "./functions";
import { recordEvent } from "./model/audit";
import { contactArgs } from "./model/contactArgs";
import { snapshotUserArgs } from "./model/userArgs";
import { judgeEarlyWebhooks, newContact, newUser, type Newcomer } from "./model/judgeEarly";
import { cancelOpenJobs } from "./model/jobs";
import { refreshLinks } from "./model/links";
import { mirrorNewer } from "./model/mirrorNewer";
import { isPurged } from "./model/purgedIds";
import { newTouched } from "./model/touched";
import { isDeleted } from "./model/shutOut";
import { insertUser, patchUser, userByRef, type User } from "./model/users";

/** Importing is idempotent: the same line twice changes nothing. `changed` counts the lines that changed something. */
const changed = v.object({ changed: v.number() });

/** Tells the audit who imports what, before the first line is read. Every person it changes has that on their own timeline. */
export const begin = guardedMutation("imports.write")({
  args: { snapshot: v.boolean(), contacts: v.boolean(), requestId: v.string() },
  returns: v.null(),
  handler: async (ctx, { snapshot, contacts, requestId }) => {
    const what = [snapshot ? "a snapshot of Convex" : "", contacts ? "contacts of the CRM" : ""];
    const summary = `Imports ${what.filter(Boolean).join(" and ")}.`;
    await recordEvent(ctx, { actor: ctx.actor, action: "import", summary, requestId });
    return null;
  },
});

/** Tells the audit how an import ended: `complete`, or that it broke after so many records. */
export const end = guardedMutation("system.work")({
  args: {
    ...{ complete: v.boolean(), read: v.number(), changed: v.number(), rejected: v.number() },
    requestId: v.string(),
  },
  returns: v.null(),
  handler: async (ctx, { complete, requestId, ...counts }) => {
    const summary = say(complete ? auditSays.imported : auditSays.importBroke, counts);
    const outcome = complete ? "complete" : "incomplete";
    await recordEvent(ctx, { actor: ctx.actor, action: "import", summary, outcome, requestId });
    return null;
  },
});

/** When this deployment last learnt something of a user by itself: an edit, a sync, an event, a decision at the desk. */
const learntAt = ({ profileUpdatedAt, lastSyncedAt, deletionDecidedAt, suspensionDecidedAt }: User) =>
  Math.max(profileUpdatedAt, lastSyncedAt ?? 0, deletionDecidedAt ?? 0, suspensionDecidedAt ?? 0);

/** Users of another deployment's snapshot. What this deployment has learnt since is kept: an import undoes no repair. */
export const users = guardedMutation("imports.write")({
  args: {
    users: v.array(v.object({ ...snapshotUserArgs, externalId: v.string() })),
  },
  returns: changed,
  handler: async (ctx, { users }) => {
    const touched = newTouched();
    const newcomers: Newcomer[] = [];
    let count = 0;
    for (const fields of users) {
      const profileUpdatedAt = fields.lastSyncedAt ?? fields.createdAt;
      const known = await userByRef(ctx, fields.externalId);
      if (!known && (await isPurged(ctx, [fields.externalId]))) continue;
      if (!known) await insertUser(ctx, touched, { ...fields, profileUpdatedAt });
      else if (learntAt(known) > profileUpdatedAt) continue;
      else if (!(await patchUser(ctx, touched, known, { ...fields, profileUpdatedAt }))) continue;
      else if (isDeleted(fields)) await cancelOpenJobs(ctx, touched, known._id);
      newcomers.push(...newUser(known, fields));
      count++;
    }
    await refreshLinks(ctx, touched);
    await judgeEarlyWebhooks(ctx, newcomers);
    return { changed: count };
  },
});

/** Contacts of a CRM export. A mirror that has heard something newer is kept. */
export const contacts = guardedMutation("imports.write")({
  args: { contacts: v.array(v.object(contactArgs)) },
  returns: changed,
  handler: async (ctx, { contacts }) => {
    const touched = newTouched();
    const newcomers: Newcomer[] = [];
    let count = 0;
    for (const fields of contacts) {
      const learnt = await mirrorNewer(ctx, touched, fields, 0);
      if (!learnt) continue;
      newcomers.push(...newContact(learnt.before, fields));
      count++;
    }
    await refreshLinks(ctx, touched);
    await judgeEarlyWebhooks(ctx, newcomers);
    return { changed: count };
  },
});
