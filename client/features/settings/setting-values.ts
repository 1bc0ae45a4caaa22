import { fieldOwnerKinds } from "../../../shared/field-owners";
import { settingUnits, type SettingPath } from "../../../shared/settings-api";
import { formatNumber } from "../../lib/format";
import { ownerHelp, ownerNames } from "./owner-words";
import { canBeOff, isOwner } from "./settings-draft";
import { settingHelp, t } from "./words";

const units = {
  ms: "ms",
  minutes: t("minutes"),
  hours: t("hours"),
  days: t("days"),
  time: "UTC",
  count: null,
  percent: "%",
  names: null,
  switch: null,
  owner: null,
  text: null,
} as const;

/** What stands behind the input. */
export const unitOf = (path: SettingPath) => units[settingUnits[path]];

/** A typed value as people say it: "5,000 ms", "03:30 UTC", "off". */
export function shownValue(path: SettingPath, text: string): string {
  if (settingUnits[path] === "switch") return t(text === "true" ? "on" : "off");
  if (isOwner(path)) return ownerName(text);
  if (text === "") return canBeOff(path) ? t("off") : t("none");
  const unit = unitOf(path);
  const value = /^\d+$/u.test(text) ? formatNumber(Number(text)) : text;
  return unit ? `${value} ${unit}` : value;
}

/** "Latest change" */
export function ownerName(text: string): string {
  const owner = fieldOwnerKinds.find((kind) => kind === text);
  return owner ? ownerNames(owner) : text;
}

/** What a setting does; of who owns a field what follows from the one that is chosen. */
export function helpOf(path: SettingPath, text: string): string {
  if (!isOwner(path)) return settingHelp(path);
  if (path === "fieldOwnership.email") return ownerHelp("email");
  return ownerHelp(fieldOwnerKinds.find((kind) => kind === text) ?? "newest");
}
