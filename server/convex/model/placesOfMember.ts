import { place } from "./personPlace";

/** The account and what belongs to it. The secrets of signing in are nobody's to take along. */
export const placesOfMember = [
  place({
    table: "users",
    ranges: (db, { user }) => (user ? [db.query("users").withIndex("by_id", (q) => q.eq("_id", user))] : []),
    // With the last step, by which everything else of the person is found.
    forget: async () => {},
    tell: (_, user) => user,
  }),
  place({
    table: "credentials",
    ranges: (db, { user }) =>
      user ? [db.query("credentials").withIndex("by_user", (q) => q.eq("user", user))] : [],
    forget: (ctx, { _id }) => ctx.db.delete("credentials", _id),
    tell: (_, { passwordHash: _secret, formHash: _key, ...credential }) => credential,
  }),
  place({
    table: "memberSessions",
    ranges: (db, { user }) =>
      user ? [db.query("memberSessions").withIndex("by_user", (q) => q.eq("user", user))] : [],
    forget: (ctx, { _id }) => ctx.db.delete("memberSessions", _id),
    tell: (_, { tokenHash: _secret, ...session }) => session,
  }),
  place({
    table: "invitations",
    ranges: (db, { contactIds }) =>
      contactIds.map((contactId) =>
        db.query("invitations").withIndex("by_contactId", (q) => q.eq("contactId", contactId)),
      ),
    async forget(ctx, { _id, runItem }) {
      if (runItem && (await ctx.db.get("runItems", runItem)))
        await ctx.db.patch("runItems", runItem, { name: PURGED, why: undefined });
      await ctx.db.delete("invitations", _id);
    },
    tell: (_, { tokenHash: _secret, createdBy: _operator, ...invitation }) => invitation,
  }),
] as const;

/** Stands where lists show a name. */
export const PURGED = "Purged person";
