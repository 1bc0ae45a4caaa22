import { v } from "convex/values";

/** Who somebody is, as far as they have said so; beside their e-mail address. */
export const profileArgs = {
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  phone: v.optional(v.string()),
  salutation: v.optional(v.string()),
  title: v.optional(v.string()),
  organization: v.optional(v.string()),
  profession: v.optional(v.string()),
  position: v.optional(v.string()),
};

/** What an account is known by wherever it lives: here, and in another deployment's snapshot. */
export const snapshotUserArgs = {
  email: v.optional(v.string()),
  ...profileArgs,
  createdAt: v.number(),
  crmContactId: v.optional(v.string()),
  frontendUserId: v.optional(v.string()),
  deletedAt: v.optional(v.number()),
  deletionReason: v.optional(v.string()),
  lastSyncedAt: v.optional(v.number()),
};
