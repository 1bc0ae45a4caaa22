import { settingUnits, type SettingPath } from "../../../shared/settings-api";
import { fieldTitle } from "../../lib/field-title";
import { settingTitle } from "../settings/words";
import { t } from "./words";

const isSetting = (field: string): field is SettingPath => Object.hasOwn(settingUnits, field);

/** What a field of an event is called: a setting as on its screen, everything else as people's fields are. */
export function auditField(field: string): string {
  if (isSetting(field)) return settingTitle(field);
  return field === "role" ? t("role") : fieldTitle(field);
}
