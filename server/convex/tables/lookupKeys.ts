import { v } from "convex/values";

/**
 * How the e-mail and phone are looked up; `matchEmail` is set only while the record is left-over (link states,
 * Matching), and `reviewed` while somebody's rejection keeps it from somebody (matchDecisions).
 */
export const lookupKeys = {
  emailKey: v.optional(v.string()),
  phoneKey: v.optional(v.string()),
  matchEmail: v.optional(v.string()),
  reviewed: v.optional(v.literal(true)),
};
