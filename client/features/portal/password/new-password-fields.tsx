import { PasswordField } from "../form/password-field";
import type { FieldState } from "../form/use-form";
import { StrengthMeter } from "./strength-meter";
import { t } from "./words";

type Props = {
  password: FieldState<string>;
  again: FieldState<string>;
  /** What others know of the person, as far as the page knows it. */
  own?: readonly string[];
  /** It is the first password of this account. */
  first?: boolean;
};

/** The new password, twice, and how easily it is guessed. */
export function NewPasswordFields({ password, again, own = [], first = false }: Props) {
  return (
    <>
      <div className="flex flex-col gap-1">
        <PasswordField
          label={t(first ? "firstPassword" : "password")}
          subject={t(first ? "firstPasswordSubject" : "passwordSubject")}
          state={password}
          hint={password.error ? null : t("passwordHint")}
          autoComplete="new-password"
        />
        <StrengthMeter password={password.value} own={own} />
      </div>
      <PasswordField
        label={t(first ? "firstAgain" : "again")}
        subject={t("againSubject")}
        state={again}
        autoComplete="new-password"
      />
    </>
  );
}
