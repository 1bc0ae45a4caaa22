import { useState } from "react";
import type {
  MemberProfile,
  ProfileChanges,
  ProfileField,
  ProfileFields,
} from "../../../../shared/portal-api";
import type { FieldState } from "../form/use-form";
import { t } from "./words";

/**
 * Fields that only the office changes. They show what is kept of them now, not what was when the form was opened. Where
 * somebody had typed before a field became the office's, their text stays, and says that it cannot be saved.
 */
export function useOfficeFields({ profile, locked }: Pick<MemberProfile, "profile" | "locked">) {
  const [begun] = useState(profile);
  const isOffices = (name: ProfileField) => locked.includes(name);

  /** What is to be sent: nothing of the office's fields that nobody has typed in, which may be what no form would take. */
  const toSend = (values: ProfileFields): ProfileChanges => {
    const untouched = locked.filter((name) => values[name] === begun[name] || values[name] === profile[name]);
    return Object.fromEntries(
      Object.entries(values).filter(([name]) => !untouched.some((each) => each === name)),
    );
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
