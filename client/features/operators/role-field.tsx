import { operatorRoles, type OperatorRole } from "../../../shared/permissions";
import { Field } from "../../ui/field";
import { Select } from "../../ui/select";
import { roleWords } from "../users/words";
import { mayWords, t } from "./words";

type Props = { value: OperatorRole; onChange: (role: OperatorRole) => void };

/** One of the roles, and what it may. */
export function RoleField({ value, onChange }: Props) {
  return (
    <Field label={t("role")} hint={mayWords(value)}>
      {(control) => (
        <Select
          {...control}
          value={value}
          onChange={(event) => {
            const role = operatorRoles.find((known) => known === event.target.value);
            if (role) onChange(role);
          }}
        >
          {operatorRoles.map((role) => (
            <option key={role} value={role}>
              {roleWords(role)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
