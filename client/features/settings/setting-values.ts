import { settingUnits, type SettingPath } from "../../../shared/settings-api";
import { formatDuration, formatNumber } from "../../lib/format";
import { t } from "./words";

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
} as const;

/** What stands behind the input. */
export const unitOf = (path: SettingPath) => units[settingUnits[path]];

/** A typed value as people say it: "5,000 ms", "03:30 UTC", "off". */
export function shownValue(path: SettingPath, text: string): string {
  if (settingUnits[path] === "switch") return t(text === "true" ? "on" : "off");
  if (text === "") return settingUnits[path] === "names" ? t("none") : t("off");
  const unit = unitOf(path);
  const value = /^\d+$/u.test(text) ? formatNumber(Number(text)) : text;
  return unit ? `${value} ${unit}` : value;
}

/** Milliseconds in a unit one can picture: "5.0 s"; null for anything else. */
export function pictured(path: SettingPath, text: string): string | null {
  if (settingUnits[path] !== "ms" || !/^\d+$/u.test(text.trim())) return null;
  return formatDuration(Number(text));
}
