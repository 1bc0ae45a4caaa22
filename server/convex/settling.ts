import { v } from "convex/values";
import { guardedQuery } from "./functions";

/** Scheduled steps run in order, so those still to run are among the newest. */
const NEWEST = 1000;

/** Whether links are still being refreshed in scheduled steps, after mutations that touched a crowd. */
export const linksPending = guardedQuery("imports.write")({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => {
    const newest = await ctx.db.system.query("_scheduled_functions").order("desc").take(NEWEST);
    return newest.some(
      ({ name, state }) =>
        name.startsWith("links") && (state.kind === "pending" || state.kind === "inProgress"),
    );
  },
});
