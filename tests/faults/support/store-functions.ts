/** The deployment that is killed: every mutation touches an index, a search index, a shared balance and the scheduler. */
import {
  anyApi,
  defineSchema,
  defineTable,
  mutationGeneric,
  type DataModelFromSchemaDefinition,
  type MutationBuilder,
} from "convex/server";
import { v } from "convex/values";

export const schema = defineSchema({
  accounts: defineTable({ name: v.string(), balance: v.number() }).index("by_name", ["name"]),
  transfers: defineTable({ key: v.string(), amount: v.number(), text: v.string() })
    .index("by_key", ["key"])
    .index("by_amount", ["amount"])
    .searchIndex("search_text", { searchField: "text", filterFields: ["amount"] }),
  receipts: defineTable({ key: v.string() }).index("by_key", ["key"]),
});

const mutation = mutationGeneric as MutationBuilder<DataModelFromSchemaDefinition<typeof schema>, "public">;

/** What is moved from one account arrives on the other; a receipt is written later, by the scheduler. */
const transfer = mutation({
  args: { key: v.string(), amount: v.number() },
  returns: v.null(),
  handler: async (ctx, { key, amount }) => {
    for (const [name, change] of [
      ["giver", -amount],
      ["taker", amount],
    ] as const) {
      const account = await ctx.db
        .query("accounts")
        .withIndex("by_name", (q) => q.eq("name", name))
        .unique();
      if (account === null) await ctx.db.insert("accounts", { name, balance: change });
      else await ctx.db.patch("accounts", account._id, { balance: account.balance + change });
    }
    await ctx.db.insert("transfers", { key, amount, text: `transfer ${key} of ${amount} coins` });
    await ctx.scheduler.runAfter(0, anyApi.bank!.receipt!, { key });
    return null;
  },
});

const receipt = mutation({
  args: { key: v.string() },
  returns: v.null(),
  handler: async (ctx, { key }) => {
    await ctx.db.insert("receipts", { key });
    return null;
  },
});

export const modules = { bank: { transfer, receipt } };
