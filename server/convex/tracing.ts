import { v } from "convex/values";
import { comparedFields } from "../../shared/link-state";
import { guardedQuery } from "./functions";
import { openJobs } from "./model/jobs";
import { matchUser } from "./model/match";
import { requirePerson } from "./model/personForRepair";
import { bringsTogether, resyncPlan } from "./model/resync";
import { readOwners } from "./model/settings";
import { userRef, type User } from "./model/users";
import type { Contact } from "./model/contacts";

/** What this deployment knows of one person, as far as a resync goes by it: the beginning of a trace. */
export const facts = guardedQuery("users.resync")({
  args: { id: v.string() },
  handler: async (ctx, { id }) => {
    const { link, user, contact: lone } = await requirePerson(ctx, id);
    const found = user ? await matchUser(ctx, user) : null;
    const contact = user ? (found?.other ?? null) : lone;
    const open = user && (await openJobs(ctx, user._id)).find(({ kind }) => bringsTogether(kind));
    return {
      row: { linkId: link._id, state: link.state, reason: link.reason },
      match: found?.match ?? { by: "alone" as const },
      user: user && userFacts(user),
      contact: contact && contactFacts(contact),
      openJob: open ? { kind: open.kind, choices: open.choices ?? {}, replaced: open.replaced ?? {} } : null,
      owners: await readOwners(ctx),
      plan: user ? await resyncPlan(ctx, user, link) : { skipped: "There is no account to sync." },
    };
  },
});

const userFacts = (user: User) => ({
  ...{ userId: userRef(user), updatedAt: user.profileUpdatedAt, values: valuesOf(user) },
  crmContactId: user.crmContactId ?? null,
  frontendUserId: user.frontendUserId ?? null,
});

const contactFacts = (contact: Contact) => ({
  ...{ contactId: contact.crmId, updatedAt: contact.updatedAt, values: valuesOf(contact) },
  ...{ status: contact.status, convexUserId: contact.convexUserId ?? null },
});

const valuesOf = (side: User | Contact) =>
  Object.fromEntries(comparedFields.map((field) => [field, side[field] ?? null]));
