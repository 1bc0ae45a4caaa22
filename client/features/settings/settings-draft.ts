import { wordIssue } from "../../lib/word-issue";
import {
  Settings,
  settingUnits,
  type OwnerPath,
  type SettingPath,
  type SettingsView,
} from "../../../shared/settings-api";

/** Every setting as it stands in its input. Empty is switched off, where that can be. */
export type Typed = Record<SettingPath, string>;
/** What somebody is changing, and the settings they saw when they began. */
export type Draft = { seen: SettingsView; typed: Typed };
export type Problems = Partial<Record<SettingPath, string>>;

export const settingPaths = Object.keys(settingUnits) as SettingPath[];

/** The settings that can be switched off. */
const optional: readonly SettingPath[] = [
  "reconcile.hotEveryMinutes",
  "reconcile.changesEveryMinutes",
  "reconcile.fullDailyAt",
  "approval.over",
  "approval.harmlessOver",
];
export const canBeOff = (path: SettingPath) => optional.includes(path);

/** Whether it is one of a few owners. */
export const isOwner = (path: SettingPath): path is OwnerPath => settingUnits[path] === "owner";

/** What the inputs show for these settings. */
export const typedOf = (settings: Settings): Typed =>
  Object.fromEntries(settingPaths.map((path) => [path, textAt(settings, path)])) as Typed;

function textAt(settings: Settings, path: SettingPath): string {
  const value = path
    .split(".")
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], settings);
  return value === null ? "" : String(value);
}

/** The settings in what was typed, or what is wrong with it, per setting. */
export function readTyped(
  typed: Typed,
): { settings: Settings; problems: null } | { settings: null; problems: Problems } {
  const read: Record<string, unknown> = {};
  for (const path of settingPaths) put(read, path.split("."), valueOf(path, typed[path]));
  const parsed = Settings.safeParse(read);
  if (parsed.success) return { settings: parsed.data, problems: null };
  const problems: Problems = {};
  for (const issue of parsed.error.issues) problems[issue.path.join(".") as SettingPath] ??= wordIssue(issue);
  return { settings: null, problems };
}

/** Whether it is either on or off. */
export const isSwitch = (path: SettingPath) => settingUnits[path] === "switch";

/** Whether it is anything but a number. */
export const isText = (path: SettingPath) => ["time", "names", "owner", "text"].includes(settingUnits[path]);

function valueOf(path: SettingPath, text: string): unknown {
  const trimmed = text.trim();
  if (isSwitch(path)) return trimmed === "true";
  if (trimmed === "" && canBeOff(path)) return null;
  if (isText(path)) return trimmed;
  const digits = trimmed.replace(/(?<=\d)[\s,.](?=\d{3})/gu, "");
  return /^\d+$/u.test(digits) ? Number(digits) : trimmed;
}

function put(target: Record<string, unknown>, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) target[key] = value;
  else put((target[key] ??= {}) as Record<string, unknown>, rest, value);
}

/** The settings that differ between two sets of inputs. */
export const differing = (a: Typed, b: Typed): SettingPath[] =>
  settingPaths.filter((path) => a[path].trim() !== b[path].trim());

/** What somebody has changed so far. */
export const changedIn = ({ seen, typed }: Draft) => differing(typedOf(seen.settings), typed);

/** What is left of a draft when `sent` was saved as `newer`: what was typed meanwhile. */
export function leftOf({ typed }: Draft, sent: Typed, newer: SettingsView): Draft | null {
  const mine = differing(sent, typed);
  if (mine.length === 0) return null;
  return { seen: newer, typed: { ...typedOf(newer.settings), ...only(mine, typed) } };
}

const only = (paths: SettingPath[], typed: Typed): Partial<Typed> =>
  Object.fromEntries(paths.map((path) => [path, typed[path]]));

/** The draft on top of newer settings: what was typed is kept, everything else is as somebody else has left it. */
export function onTopOf(draft: Draft, newer: SettingsView): Draft {
  return { seen: newer, typed: { ...typedOf(newer.settings), ...only(changedIn(draft), draft.typed) } };
}
