import { place } from "./personPlace";

/** Mail to the person that waits, and the links in it. */
export const placesOfMail = [
  place({
    table: "mails",
    // Few wait at a time; those that somebody asked for are nobody's until their first try.
    ranges: (db) => [db.query("mails").withIndex("by_wakeAt")],
    async forget(ctx, mail, person) {
      if (mail.user === person.user || person.emailKeys.includes(mail.link?.emailKey ?? ""))
        await ctx.db.delete("mails", mail._id);
    },
    tell: (_, { kind, language, user, link, createdAt }, person) =>
      user === person.user || person.emailKeys.includes(link?.emailKey ?? "")
        ? { kind, language, to: link?.emailKey, createdAt }
        : null,
  }),
  place({
    table: "passwordResets",
    ranges: (db, { user }) =>
      user ? [db.query("passwordResets").withIndex("by_user", (q) => q.eq("user", user))] : [],
    forget: (ctx, { _id }) => ctx.db.delete("passwordResets", _id),
    tell: (_, { emailKey, expiresAt }) => ({ emailKey, expiresAt }),
  }),
] as const;
