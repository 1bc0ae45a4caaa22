import type { FieldOwners } from "../../../shared/field-owners";
import {
  defaultSettings,
  settingUnits,
  type Settings,
  type SettingsView,
} from "../../../shared/settings-api";
import type { FieldChange } from "../../../shared/webhooks-api";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { fail, requireStepUp, type Actor } from "../functions";
import { recordEvent } from "./audit";

/** The settings as they are, or the defaults while nobody has changed any. */
export async function readSettings(ctx: QueryCtx): Promise<SettingsView> {
  const stored = await ctx.db.query("settings").unique();
  if (!stored) return { version: 0, settings: defaultSettings, changedAt: null, changedBy: null };
  const { version, changedAt, changedBy } = stored;
  return { version, settings: settingsIn(stored), changedAt, changedBy };
}

/** Who owns each compared field, in this transaction: the one way to know it. */
export const readOwners = async (ctx: QueryCtx): Promise<FieldOwners> =>
  (await readSettings(ctx)).settings.fieldOwnership;

/** The settings, and when the time of the full sweep was last changed; null when it never was. */
export async function readSchedule(
  ctx: QueryCtx,
): Promise<{ settings: Settings; fullChangedAt: number | null }> {
  const stored = await ctx.db.query("settings").unique();
  return {
    settings: stored ? settingsIn(stored) : defaultSettings,
    fullChangedAt: stored?.fullChangedAt ?? null,
  };
}

const settingsIn = ({
  organization,
  gate,
  reconcile,
  fieldOwnership,
  webhooks,
  access,
  approval,
  retention,
}: Doc<"settings">): Settings => ({
  organization: { ...defaultSettings.organization, ...organization },
  ...{ gate, reconcile },
  fieldOwnership: { ...defaultSettings.fieldOwnership, ...fieldOwnership },
  webhooks: webhooks ?? defaultSettings.webhooks,
  access: { ...defaultSettings.access, ...access },
  approval: approval ?? defaultSettings.approval,
  retention: retention ?? defaultSettings.retention,
});

/** Who can change these unasked could stay in for good, do alone what takes two, or have people purged. */
const guarded = /^(?:access|approval|retention)\./u;

type Change = { actor: Actor; version: number; settings: Settings; requestId: string };

/**
 * Replaces the settings that the operator saw as `version`. Fails with `conflict` when somebody was faster: two
 * people's forms must not be mixed. Saving what is there already changes nothing.
 */
export async function changeSettings(ctx: MutationCtx, { actor, version, settings, requestId }: Change) {
  const before = await readSettings(ctx);
  if (before.version !== version) throw overtaken(before);
  const changes = differences(before.settings, settings);
  if (changes.length === 0) return before;
  if (changes.some(({ field }) => guarded.test(field))) requireStepUp(actor);
  const stored = await ctx.db.query("settings").unique();
  const isFullMoved = before.settings.reconcile.fullDailyAt !== settings.reconcile.fullDailyAt;
  const fullChangedAt = isFullMoved ? Date.now() : stored?.fullChangedAt;
  const changed = { version: version + 1, changedAt: Date.now(), changedBy: actor.name, fullChangedAt };
  const next = { ...settings, ...changed };
  if (stored) await ctx.db.replace("settings", stored._id, next);
  else await ctx.db.insert("settings", next);
  await recordEvent(ctx, { actor, action: "settings", summary: summaryOf(changes), changes, requestId });
  // What was planned before would write something else now.
  if (changes.some(({ field }) => field.startsWith("fieldOwnership.")))
    await ctx.scheduler.runAfter(0, internal.runSteps.ownersChanged, {});
  return readSettings(ctx);
}

function overtaken({ changedBy, changedAt }: SettingsView) {
  const who = changedBy ?? "Somebody";
  const when =
    changedAt === null
      ? ""
      : ` on ${new Date(changedAt).toISOString().replace("T", " at ").slice(0, 19)} UTC`;
  return fail({
    code: "conflict",
    field: "version",
    message: `${who} has changed the settings${when}. Look at theirs, then change yours.`,
  });
}

const summaryOf = (changes: FieldChange[]) =>
  changes.length === 1 ? "Changed one setting." : `Changed ${changes.length} settings.`;

function differences(before: Settings, after: Settings): FieldChange[] {
  return Object.keys(settingUnits).flatMap((field) => {
    const [was, is] = [valueAt(before, field), valueAt(after, field)];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

/** The value at a path such as `gate.breaker.failures`, as the audit keeps it. */
function valueAt(settings: Settings, path: string): string | null {
  const value = path
    .split(".")
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], settings);
  return value === null ? null : String(value);
}
