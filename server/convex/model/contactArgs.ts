import { v } from "convex/values";

/** A contact as the CRM tells it, as an argument. */
export const contactArgs = {
  crmId: v.string(),
  status: v.string(),
  subtype: v.optional(v.string()),
  name: v.optional(v.string()),
  email: v.optional(v.string()),
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  phone: v.optional(v.string()),
  company: v.optional(v.string()),
  tags: v.array(v.string()),
  convexUserId: v.optional(v.string()),
  frontendUserId: v.optional(v.string()),
  createdAt: v.number(),
  updatedAt: v.number(),
};
