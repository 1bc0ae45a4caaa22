import { NO_NAME } from "./linkRow";
import { place } from "./personPlace";
import { PURGED } from "./placesOfMember";

/** What stands there for a name. */
const noNames: string[] = [PURGED, NO_NAME];

/** The other side of the person, the join, and what was found and decided about it. */
export const placesOfJoin = [
  place({
    table: "contacts",
    ranges: (db, { contacts }) =>
      contacts.map((id) => db.query("contacts").withIndex("by_id", (q) => q.eq("_id", id))),
    // With the last step, as the account: rows must not be refreshed to what goes anyway.
    forget: async () => {},
    tell: (_, contact) => contact,
  }),
  place({
    table: "goneContacts",
    ranges: (db, { contactIds }) =>
      contactIds.map((crmId) => db.query("goneContacts").withIndex("by_crmId", (q) => q.eq("crmId", crmId))),
    // An ID and a time, forgotten after 30 days by themselves.
    forget: async () => {},
    tell: (_, gone) => gone,
  }),
  place({
    table: "links",
    ranges: (db, { links }) =>
      links.map((id) => db.query("links").withIndex("by_id", (q) => q.eq("_id", id))),
    // Rows follow the two sides (model/links.ts).
    forget: async () => {},
    tell: (_, link) => link,
  }),
  place({
    table: "formerRows",
    ranges: (db, { contactIds }) =>
      contactIds.map((contactId) =>
        db.query("formerRows").withIndex("by_contactId", (q) => q.eq("contactId", contactId)),
      ),
    forget: (ctx, { _id }) => ctx.db.delete("formerRows", _id),
    tell: (_, former) => former,
  }),
  place({
    table: "matchDecisions",
    ranges: (db, { user, contactIds }) => [
      ...(user ? [db.query("matchDecisions").withIndex("by_user_contactId", (q) => q.eq("user", user))] : []),
      ...contactIds.map((contactId) =>
        db.query("matchDecisions").withIndex("by_contactId_verdict", (q) => q.eq("contactId", contactId)),
      ),
    ],
    forget: (ctx, { _id }) => ctx.db.delete("matchDecisions", _id),
    tell: (_, { decidedBy: _operator, ...decision }) => decision,
  }),
  place({
    table: "sweepFindings",
    ranges: (db, { links, contactIds }) => [
      ...links.map((link) => db.query("sweepFindings").withIndex("by_link", (q) => q.eq("link", link))),
      ...contactIds.map((contactId) =>
        db.query("sweepFindings").withIndex("by_contactId", (q) => q.eq("contactId", contactId)),
      ),
    ],
    forget: (ctx, { _id }) => ctx.db.patch("sweepFindings", _id, { name: PURGED }),
    learn: ({ name }) => (noNames.includes(name) ? [] : [{ wholeName: name }]),
    tell: (_, finding) => finding,
  }),
] as const;
