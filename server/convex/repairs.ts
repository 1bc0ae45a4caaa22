import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "./functions";
import { mirrorReadBack } from "./model/achieved";
import { contactArgs } from "./model/contactArgs";
import { rejectionsOfUser } from "./model/decisions";
import { refreshLinks } from "./model/links";
import { contactsNaming } from "./model/match";
import { newTouched } from "./model/touched";
import { userByRef } from "./model/users";

/** What attempts ask and tell while they put a person right, beside the job they settle. */
const MOST_NAMING = 20;

/** The contacts that were rejected for a user, and those that name the user now. CRM contact IDs. */
export const claims = guardedQuery("system.work")({
  args: { userId: v.string() },
  returns: v.object({ rejected: v.array(v.string()), naming: v.array(v.string()) }),
  handler: async (ctx, { userId }) => {
    const user = await userByRef(ctx, userId);
    const rejected = user ? await rejectionsOfUser(ctx, user._id) : [];
    const naming = await contactsNaming(ctx, userId, MOST_NAMING);
    return {
      rejected: rejected.map(({ contactId }) => contactId),
      naming: naming.map(({ crmId }) => crmId),
    };
  },
});

/** Books a contact that an attempt has read back, beside the one its job is about. */
export const mirrorContact = guardedMutation("system.work")({
  args: { contact: v.object(contactArgs), readBackAt: v.number() },
  returns: v.null(),
  handler: async (ctx, { contact, readBackAt }) => {
    const touched = newTouched();
    await mirrorReadBack(ctx, touched, contact, readBackAt);
    await refreshLinks(ctx, touched);
    return null;
  },
});
