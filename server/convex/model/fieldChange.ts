import { v } from "convex/values";

/** A field's value before and after a change, `null` for none. */
export const fieldChange = v.object({
  field: v.string(),
  before: v.union(v.string(), v.null()),
  after: v.union(v.string(), v.null()),
});
