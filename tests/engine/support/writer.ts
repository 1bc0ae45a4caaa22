/**
 * Opens the store at argv[2] and inserts without end, from several callers at once, printing each number once its
 * mutation was acknowledged. Its parent kills it at a moment of its choosing.
 */
import { mutationGeneric } from "convex/server";
import { ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { v } from "convex/values";
import { openEmbedded } from "../../../server/embedded";
import { schema } from "./schema";

const CALLERS = 8;

const add = mutationGeneric({
  args: { name: v.string(), value: v.number() },
  handler: async (ctx, { name, value }) => {
    await ctx.db.insert("counters", { name, value });
    await ctx.db.insert("users", { name: `${name} number ${value}`, role: "member" });
    await ctx.scheduler.runAfter(1e6, anyApi.m!.add!, { name, value });
  },
});

const [, , path = "", run = ""] = process.argv;
const store = await openEmbedded({ path, schema, modules: { m: { add } } });
const client = new ConvexHttpClient("http://embedded.invalid", {
  fetch: store.fetch,
  skipConvexDeploymentUrlCheck: true,
  logger: false,
});

let value = 0;
async function insertForever(): Promise<never> {
  for (;;) {
    const mine = value++;
    await client.mutation(anyApi.m!.add!, { name: run, value: mine }, { skipQueue: true });
    process.stdout.write(`${mine}\n`);
  }
}

await Promise.all(Array.from({ length: CALLERS }, insertForever));
