import { v } from "convex/values";

/** Which event the backend sent last about somebody, by our clock. */
export const lastWebhook = v.optional(v.object({ at: v.number(), type: v.string() }));
