import { settingUnits, type SettingPath } from "../../../shared/settings-api";
import { fieldTitle } from "../../lib/field-title";
import { catalogue } from "../../lib/i18n/catalogue";
import { shownValue } from "../settings/setting-values";
import { settingTitle } from "../settings/words";

/** What an operator or an API token has, by the names under which events tell of it. */
const deskWords = catalogue({
  role: ["Role", "Rolle"],
  scopes: ["May", "Darf"],
  days: ["Good for (days)", "Gültig (Tage)"],
  unattended: ["Without being asked", "Ohne Rückfrage"],
});
const deskFields = ["role", "scopes", "days", "unattended"] as const;

const isSetting = (field: string): field is SettingPath => Object.hasOwn(settingUnits, field);

/** What a field of an event is called: a setting as on its screen, everything else as people's fields are. */
export function auditField(field: string): string {
  if (isSetting(field)) return settingTitle(field);
  const ofDesk = deskFields.find((each) => each === field);
  return ofDesk ? deskWords(ofDesk) : fieldTitle(field);
}

/** A value of an event as people say it: a setting's as on its screen, "Latest change" and not `newest`. */
export const auditValue = (field: string, text: string | null): string | null =>
  isSetting(field) ? shownValue(field, text ?? "") : text;
