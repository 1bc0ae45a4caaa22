import { useState } from "react";
import type { MemberProfile, ProfileField, ProfileFields } from "../../../../shared/portal-api";
import type { FieldState } from "../form/use-form";
import { t } from "./words";

/**
 * Fields that only the office changes. They show what is kept of them now, not what was when the form was opened. Where
 * somebody had typed before a field became the office's, their text stays, and says that it cannot be saved.
 */
export function useOfficeFields({ profile, locked }: Pick<MemberProfile, "profile" | "locked">) {
  const [begun] = useState(profile);
  const isOffices = (name: ProfileField) => locked.includes(name);

  /** What is to be sent: of the office's fields that nobody has typed in what is kept. */
  const toSend = (values: ProfileFields): ProfileFields => {
    const untouched = locked.filter((name) => values[name] === begun[name]);
    return { ...values, ...Object.fromEntries(untouched.map((name) => [name, profile[name]])) };
  };

  /** How the field shows. */
  const shown = <F extends ProfileField>(
    name: F,
    state: FieldState<ProfileFields[F]>,
  ): FieldState<ProfileFields[F]> => {
    const kept = profile[name];
    if (!isOffices(name)) return state;
    if (state.value === kept || state.value === begun[name]) return { ...state, value: kept, error: null };
    return { ...state, error: t("officeOnly"), takeBack: () => state.onChange(kept) };
  };
  return { toSend, shown };
}
