import { Link } from "../../../ui/link";
import { PasswordField } from "../form/password-field";
import type { FieldState } from "../form/use-form";
import { linkLook } from "../link-look";
import { portalPaths } from "../paths";
import { t } from "./words";

type Props = {
  /** Whose password it is. */
  email: string;
  state: FieldState<string>;
  /** A new one is asked for too. */
  besideNew?: boolean;
};

/** The password somebody has, for what only they may do. */
export function CurrentPassword({ email, state, besideNew = false }: Props) {
  return (
    <>
      {/* Password managers look here for whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t(besideNew ? "current" : "own")}
        subject={t(besideNew ? "currentSubject" : "firstPasswordSubject")}
        state={state}
        autoComplete="current-password"
        hint={
          <Link to={portalPaths.forgotPassword} state={{ email }} className={linkLook}>
            {t("forgottenOwn")}
          </Link>
        }
      />
    </>
  );
}
