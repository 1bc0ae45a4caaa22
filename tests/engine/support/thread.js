/** A small deployment for a thread; workerData says on which file. JavaScript, because a thread inherits no loader. */
import { setImmediate } from "node:timers/promises";
import { workerData } from "node:worker_threads";
import { defineSchema, defineTable, mutationGeneric, queryGeneric } from "convex/server";
import { v } from "convex/values";
import { register } from "tsx/esm/api";

register();
const { openEmbedded } = await import("../../../server/embedded/index.ts");
const { serveThread } = await import("../../../server/embedded/serve-thread.ts");

const schema = defineSchema({ notes: defineTable({ text: v.string() }) });
const add = mutationGeneric({
  args: { text: v.string() },
  handler: async (ctx, args) => {
    await ctx.db.insert("notes", args);
    if (args.text === "") throw new Error("An empty note.");
    return (await ctx.db.query("notes").collect()).length;
  },
});
const all = queryGeneric(async (ctx) => (await ctx.db.query("notes").collect()).map(({ text }) => text));
/** Keeps its thread from everything else until somebody says that they could go on meanwhile. */
const stubborn = queryGeneric(() => Atomics.wait(new Int32Array(workerData.shared), 0, 0, 30_000));

const { path, ending } = workerData;
if (ending === "at once") process.exit(3);
const modules = { notes: { add, all, stubborn } };
await serveThread(() => openEmbedded({ path, schema, modules }));
if (ending === "breaks") await setImmediate().then(() => Promise.reject(new Error("The thread broke.")));
if (ending === "exits") await setImmediate().then(() => process.exit(4));
