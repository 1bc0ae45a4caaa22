import { z } from "zod";
import { defaultOwners, fieldOwnerKinds, type FieldOwners } from "./field-owners";
import { defaultOrganization, Organization } from "./organization";
import { Plain } from "./personal";

/** What an admin can change while Tandem runs: inputs and outputs of the tRPC router `settings`. */

const whole = (min: number, max: number) => {
  const error = `Give a whole number from ${min.toLocaleString("en")} to ${max.toLocaleString("en")}.`;
  return z.int({ error }).min(min, error).max(max, error);
};

/** How Tandem treats the backend. Each server process keeps to it by itself. */
export const GateSettings = z
  .object({
    breaker: z.object({
      failures: whole(1, 100),
      coolDownMs: whole(1_000, 600_000),
      longestCoolDownMs: whole(1_000, 3_600_000),
    }),
    ratePerMinute: whole(30, 1_000_000),
    burst: whole(1, 10_000),
    concurrency: whole(1, 256),
  })
  .refine(({ breaker }) => breaker.longestCoolDownMs >= breaker.coolDownMs, {
    error: "The longest wait must not be shorter than the first one.",
    path: ["breaker", "longestCoolDownMs"],
  });
export type GateSettings = z.infer<typeof GateSettings>;

/** When sweeps begin by themselves; `null` switches one off. */
export const ReconcileSettings = z.object({
  hotEveryMinutes: whole(5, 1_440).nullable(),
  changesEveryMinutes: whole(1, 1_440).nullable(),
  fullDailyAt: Plain.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, "Give a time such as 03:30.").nullable(),
  silenceMinHours: whole(1, 168),
});
export type ReconcileSettings = z.infer<typeof ReconcileSettings>;

/** Whom an event is about, and when and what it is: without these it could not be kept apart or matched. */
const neverRedacted: ReadonlySet<string> = new Set(
  [
    "id",
    "type",
    "event",
    "timestamp",
    "data",
    "frontendUserId",
    "contactId",
    "crmContactId",
    "convexUserId",
  ].map((name) => name.toLowerCase()),
);

/** What is kept of webhooks. `redactFields`: names of JSON fields, separated by commas. */
export const WebhookSettings = z.object({
  keepContentDays: whole(1, 3_650),
  redactFields: Plain.trim()
    .max(500, "Name fewer fields.")
    .regex(/^(?:[\w.-]+(?:\s*,\s*[\w.-]+)*)?$/u, "Give names of fields such as: phone, dateOfBirth.")
    .refine((text) => !namesIn(text).some((name) => neverRedacted.has(name.toLowerCase())), {
      error: "An event's IDs, its type and its time are needed to apply it: they cannot be left out.",
    }),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

/** The names in a list separated by commas. */
export const namesIn = (text: string): string[] =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/**
 * How long operators stay signed in, whether admins have to have a second factor, API tokens may have no end, and how many
 * masked values a viewer may look at in an hour; at 0 none.
 */
export const AccessSettings = z.object({
  idleMinutes: whole(5, 1_440),
  sessionHours: whole(1, 168),
  secondFactorForAdmins: z.boolean(),
  endlessTokens: z.boolean(),
  revealsPerHour: whole(0, 1_000),
});
export type AccessSettings = z.infer<typeof AccessSettings>;

/**
 * Which runs need a second admin. `over` is of what takes something away, `harmlessOver` of every other run and of replays
 * of webhooks; `null` asks for none. `changedPercent`: the share of people for whom the plan may be another one by then.
 */
export const ApprovalSettings = z.object({
  over: whole(0, 1_000_000).nullable(),
  harmlessOver: whole(0, 1_000_000).nullable(),
  expiresAfterHours: whole(1, 168),
  changedPercent: whole(0, 100),
});
export type ApprovalSettings = z.infer<typeof ApprovalSettings>;

/** How long somebody soft-deleted can be restored before they are purged. */
export const RetentionSettings = z.object({ deletedDays: whole(7, 3_650) });
export type RetentionSettings = z.infer<typeof RetentionSettings>;

const Owner = z.enum(fieldOwnerKinds, { error: "Choose convex, crm or newest." });
/** Who is right about each compared field when the two sides differ. */
export const FieldOwnership = z.object({
  email: z.literal("convex", {
    error: "The e-mail address is what people sign in with: it stays the account's.",
  }),
  firstName: Owner,
  lastName: Owner,
  phone: Owner,
}) satisfies z.ZodType<FieldOwners>;

export const Settings = z.object({
  organization: Organization,
  gate: GateSettings,
  reconcile: ReconcileSettings,
  fieldOwnership: FieldOwnership,
  webhooks: WebhookSettings,
  access: AccessSettings,
  approval: ApprovalSettings,
  retention: RetentionSettings,
});
export type Settings = z.infer<typeof Settings>;

/** What holds until somebody changes it. */
export const defaultSettings: Settings = {
  organization: defaultOrganization,
  gate: {
    breaker: { failures: 5, coolDownMs: 5_000, longestCoolDownMs: 60_000 },
    ratePerMinute: 12_000,
    burst: 1_000,
    concurrency: 16,
  },
  reconcile: { hotEveryMinutes: 15, changesEveryMinutes: 5, fullDailyAt: "03:30", silenceMinHours: 6 },
  fieldOwnership: defaultOwners,
  webhooks: { keepContentDays: 90, redactFields: "" },
  access: {
    idleMinutes: 60,
    sessionHours: 12,
    secondFactorForAdmins: false,
    endlessTokens: false,
    revealsPerHour: 20,
  },
  approval: { over: 1_000, harmlessOver: null, expiresAfterHours: 24, changedPercent: 5 },
  retention: { deletedDays: 30 },
};

export type OwnerPath = `fieldOwnership.${keyof FieldOwners}`;

/** Every setting by its path, and nothing that is none. */
export type SettingPath =
  | `organization.${keyof Organization}`
  | `gate.${Exclude<keyof GateSettings, "breaker">}`
  | `gate.breaker.${keyof GateSettings["breaker"]}`
  | `reconcile.${keyof ReconcileSettings}`
  | OwnerPath
  | `webhooks.${keyof WebhookSettings}`
  | `access.${keyof AccessSettings}`
  | `approval.${keyof ApprovalSettings}`
  | `retention.${keyof RetentionSettings}`;

type SettingUnit =
  "ms" | "minutes" | "hours" | "days" | "time" | "count" | "percent" | "names" | "switch" | "owner" | "text";

/** What each setting is counted in. */
export const settingUnits: Record<SettingPath, SettingUnit> = {
  "organization.name": "text",
  "organization.color": "text",
  "organization.termsUrl": "text",
  "organization.privacyUrl": "text",
  "organization.tellsTaken": "switch",
  "gate.breaker.failures": "count",
  "gate.breaker.coolDownMs": "ms",
  "gate.breaker.longestCoolDownMs": "ms",
  "gate.ratePerMinute": "count",
  "gate.burst": "count",
  "gate.concurrency": "count",
  "reconcile.hotEveryMinutes": "minutes",
  "reconcile.changesEveryMinutes": "minutes",
  "reconcile.fullDailyAt": "time",
  "reconcile.silenceMinHours": "hours",
  "fieldOwnership.email": "owner",
  "fieldOwnership.firstName": "owner",
  "fieldOwnership.lastName": "owner",
  "fieldOwnership.phone": "owner",
  "webhooks.keepContentDays": "days",
  "webhooks.redactFields": "names",
  "access.idleMinutes": "minutes",
  "access.sessionHours": "hours",
  "access.secondFactorForAdmins": "switch",
  "access.endlessTokens": "switch",
  "access.revealsPerHour": "count",
  "approval.over": "count",
  "approval.harmlessOver": "count",
  "approval.expiresAfterHours": "hours",
  "approval.changedPercent": "percent",
  "retention.deletedDays": "days",
};

/** `changedAt` and `changedBy` are null while nobody has changed anything; `version` is 0 then. */
export const SettingsView = z.object({
  version: z.int(),
  settings: Settings,
  changedAt: z.number().nullable(),
  changedBy: Plain.nullable(),
});
export type SettingsView = z.infer<typeof SettingsView>;

/** `version` is that of the settings the operator saw: a newer one is a `conflict` that says who changed it when. */
export const SettingsUpdateInput = z.object({ version: z.int().min(0), settings: Settings });

export const ResumeLaneInput = z.object({
  reason: z.string().trim().min(3, "Say what you have mended, in at least 3 characters.").max(500),
});

/** One question to the backend; `ok` is null when an earlier answer left it open. */
const Check = z.object({ ok: z.boolean().nullable(), detail: Plain });
/** What a test of the connection found. `roundTripMs` is null when no answer came that could be read. */
export const ConnectionTest = z.object({
  reachable: Check,
  key: Check,
  contract: Check,
  roundTripMs: z.number().nullable(),
});
export type ConnectionTest = z.infer<typeof ConnectionTest>;
