import { v } from "convex/values";

const value = v.optional(v.union(v.string(), v.null()));

/** Values of the compared fields; `null` where a side has none. */
export const comparedValues = v.object({ email: value, firstName: value, lastName: value, phone: value });

const sides = { convex: comparedValues, crm: comparedValues };

/** As `AttemptReceipt` in shared/jobs.ts. */
export const attemptReceipt = v.object({
  before: v.optional(v.object(sides)),
  written: v.object(sides),
  readBack: v.object({ ...sides, at: v.number() }),
  agrees: v.boolean(),
});
