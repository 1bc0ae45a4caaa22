import { fieldOwnerKinds } from "../../../shared/field-owners";
import type { SettingPath } from "../../../shared/settings-api";
import { Select } from "../../ui/select";
import { ownerNames } from "./owner-words";
import { t } from "./words";

type Props = {
  id: string;
  path: SettingPath;
  value: string;
  readOnly: boolean;
  onChange: (value: string) => void;
};

/** What is either on or off. */
export function OnOrOff({ id, path, value, readOnly, onChange }: Props) {
  return (
    <Select
      id={id}
      name={path}
      value={value}
      disabled={readOnly}
      aria-describedby={`${id}-hint`}
      className="w-28"
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="false">{t("off")}</option>
      <option value="true">{t("on")}</option>
    </Select>
  );
}

/** Who owns a field. The e-mail's owner is shown, and is always the same. */
export function Owner({ id, path, value, readOnly, onChange }: Props) {
  const owners = path === "fieldOwnership.email" ? (["convex"] as const) : fieldOwnerKinds;
  return (
    <Select
      id={id}
      name={path}
      value={value}
      disabled={readOnly || owners.length === 1}
      aria-describedby={`${id}-hint`}
      className="w-44"
      onChange={(event) => onChange(event.target.value)}
    >
      {owners.map((owner) => (
        <option key={owner} value={owner}>
          {ownerNames(owner)}
        </option>
      ))}
    </Select>
  );
}
