/** The schema most tests use; apart from the fixtures, so that a child process without vitest can open it too. */
import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export const schema = defineSchema({
  users: defineTable({
    name: v.string(),
    email: v.optional(v.string()),
    age: v.optional(v.number()),
    address: v.optional(v.object({ city: v.optional(v.string()), zip: v.optional(v.string()) })),
    friend: v.optional(v.id("users")),
    role: v.optional(v.union(v.literal("admin"), v.literal("member"))),
  })
    .index("by_email", ["email"])
    .index("by_name_and_age", ["name", "age"])
    .index("by_city", ["address.city"])
    .searchIndex("search_name", { searchField: "name", filterFields: ["role", "address.city"] }),
  values: defineTable({ value: v.any(), group: v.optional(v.number()) }).index("by_value", ["value"]),
  counters: defineTable({ name: v.string(), value: v.number() }).index("by_name", ["name"]),
});
