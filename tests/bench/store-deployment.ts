/** What the store's bench measures: users of 415 bytes with five indexes and a search index, and functions over them. */
import {
  defineSchema,
  defineTable,
  mutationGeneric,
  paginationOptsValidator,
  queryGeneric,
  type DataModelFromSchemaDefinition,
  type MutationBuilder,
  type QueryBuilder,
} from "convex/server";
import { v } from "convex/values";

const user = {
  email: v.string(),
  name: v.string(),
  city: v.string(),
  state: v.string(),
  contactId: v.string(),
  updatedAt: v.number(),
  notes: v.string(),
};

export const schema = defineSchema({
  users: defineTable(user)
    .index("by_email", ["email"])
    .index("by_name", ["name"])
    .index("by_city", ["city", "name"])
    .index("by_contact", ["contactId"])
    .index("by_state", ["state", "updatedAt"])
    .searchIndex("search_name", { searchField: "name", filterFields: ["state"] }),
});

type Model = DataModelFromSchemaDefinition<typeof schema>;
const query = queryGeneric as QueryBuilder<Model, "public">;
const mutation = mutationGeneric as MutationBuilder<Model, "public">;

export const modules = {
  users: {
    get: query({ args: { id: v.id("users") }, handler: ({ db }, { id }) => db.get("users", id) }),
    byEmail: query({
      args: { email: v.string() },
      handler: ({ db }, { email }) =>
        db
          .query("users")
          .withIndex("by_email", (q) => q.eq("email", email))
          .unique(),
    }),
    page: query({
      args: { paginationOpts: paginationOptsValidator },
      handler: ({ db }, { paginationOpts }) =>
        db.query("users").withIndex("by_name").paginate(paginationOpts),
    }),
    pageFrom: query({
      args: { name: v.string(), paginationOpts: paginationOptsValidator },
      handler: ({ db }, { name, paginationOpts }) =>
        db
          .query("users")
          .withIndex("by_name", (q) => q.gte("name", name))
          .paginate(paginationOpts),
    }),
    search: query({
      args: { text: v.string(), state: v.string() },
      handler: ({ db }, { text, state }) =>
        db
          .query("users")
          .withSearchIndex("search_name", (q) => q.search("name", text).eq("state", state))
          .take(25),
    }),
    add: mutation({ args: user, handler: ({ db }, fields) => db.insert("users", fields) }),
  },
};

const FIRST = [
  "Anna",
  "Jürgen",
  "Zoë",
  "Fatima",
  "Ömer",
  "Uwe",
  "Yuki",
  "Şule",
  "Wei",
  "Björn",
  "Ida",
  "Max",
];
const LAST = [
  "Müller",
  "Schmidt",
  "Weiss",
  "Petersen",
  "Yılmaz",
  "Nguyen",
  "Krüger",
  "Hansen",
  "Voß",
  "Brandt",
];
export const STATES = ["linked", "pending", "failed", "drifted"];

export const emailOf = (n: number) => `person${n}@klinik-haff.example`;

export function userOf(n: number) {
  const name = `${FIRST[n % FIRST.length]} ${LAST[(n * 7) % LAST.length]} ${(n * 7919) % 100_003}`;
  const fields = {
    email: emailOf(n),
    name,
    city: `City ${n % 500}`,
    state: STATES[n % STATES.length]!,
    contactId: `obj_${String(n).padStart(20, "0")}`,
    updatedAt: 1_700_000_000_000 + n,
    notes: "",
  };
  // Together with its ID and creation time, 415 bytes of JSON.
  const rest = 415 - 76 - Buffer.byteLength(JSON.stringify(fields));
  return { ...fields, notes: "n".repeat(Math.max(0, rest)) };
}
