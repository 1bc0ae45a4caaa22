import type { Doc } from "../_generated/dataModel";
import { place } from "./personPlace";
import type { WholePerson } from "./wholePerson";

/** By its addressee, where that is known; an address alone may be somebody else's too. */
const isToThem = ({ user, link }: Doc<"mails">, person: WholePerson): boolean =>
  user ? user === person.user : person.emailKeys.includes(link?.emailKey ?? "");

/** Mail to the person that waits, and the links in it. */
export const placesOfMail = [
  place({
    table: "mails",
    // Few wait at a time; those that somebody asked for are nobody's until their first try.
    ranges: (db) => [db.query("mails").withIndex("by_wakeAt")],
    async forget(ctx, mail, person) {
      if (isToThem(mail, person)) await ctx.db.delete("mails", mail._id);
    },
    tell(_, mail, person) {
      const { kind, language, link, createdAt } = mail;
      return isToThem(mail, person) ? { kind, language, to: link?.emailKey, createdAt } : null;
    },
  }),
  place({
    table: "passwordResets",
    ranges: (db, { user }) =>
      user ? [db.query("passwordResets").withIndex("by_user", (q) => q.eq("user", user))] : [],
    forget: (ctx, { _id }) => ctx.db.delete("passwordResets", _id),
    tell: (_, { emailKey, expiresAt }) => ({ emailKey, expiresAt }),
  }),
  place({
    table: "emailProofs",
    ranges: (db, { user }) =>
      user ? [db.query("emailProofs").withIndex("by_user", (q) => q.eq("user", user))] : [],
    forget: (ctx, { _id }) => ctx.db.delete("emailProofs", _id),
    tell: (_, { tokenHash: _secret, ...proof }) => proof,
  }),
] as const;
