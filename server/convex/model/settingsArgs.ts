import { v } from "convex/values";
import { fieldOwnerKinds } from "../../../shared/field-owners";
import { oneOf } from "./selectionArgs";

const owner = oneOf(fieldOwnerKinds);
/** `FieldOwners` of shared/field-owners.ts. */
export const ownersArg = v.object({
  ...{ email: v.literal("convex"), firstName: owner, lastName: owner, phone: owner },
});

/** `Settings` of shared/settings-api.ts, whose bounds the server has checked. */
export const settingsArgs = {
  organization: v.object({
    ...{ name: v.string(), color: v.string(), termsUrl: v.string(), privacyUrl: v.string() },
    tellsTaken: v.boolean(),
  }),
  gate: v.object({
    breaker: v.object({ failures: v.number(), coolDownMs: v.number(), longestCoolDownMs: v.number() }),
    ratePerMinute: v.number(),
    burst: v.number(),
    concurrency: v.number(),
  }),
  reconcile: v.object({
    hotEveryMinutes: v.union(v.number(), v.null()),
    changesEveryMinutes: v.union(v.number(), v.null()),
    fullDailyAt: v.union(v.string(), v.null()),
    silenceMinHours: v.number(),
  }),
  fieldOwnership: ownersArg,
  webhooks: v.object({ keepContentDays: v.number(), redactFields: v.string() }),
  access: v.object({
    idleMinutes: v.number(),
    sessionHours: v.number(),
    secondFactorForAdmins: v.boolean(),
    endlessTokens: v.boolean(),
    revealsPerHour: v.number(),
  }),
  approval: v.object({
    over: v.union(v.number(), v.null()),
    harmlessOver: v.union(v.number(), v.null()),
    expiresAfterHours: v.number(),
    changedPercent: v.number(),
  }),
  retention: v.object({ deletedDays: v.number() }),
};

/** The same as they are stored: what an older version did not know yet is absent. */
export const storedSettings = {
  ...settingsArgs,
  organization: v.optional(settingsArgs.organization.partial()),
  fieldOwnership: v.optional(ownersArg.partial()),
  webhooks: v.optional(settingsArgs.webhooks),
  access: v.optional(
    v.object({
      ...settingsArgs.access.fields,
      ...{ endlessTokens: v.optional(v.boolean()), revealsPerHour: v.optional(v.number()) },
    }),
  ),
  approval: v.optional(settingsArgs.approval),
  retention: v.optional(settingsArgs.retention),
};
