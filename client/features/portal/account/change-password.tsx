import { useState } from "react";
import { Link } from "../../../ui/link";
import { Notice } from "../../../ui/notice";
import { PasswordField } from "../form/password-field";
import { SubmitRow } from "../form/submit-row";
import { useForm } from "../form/use-form";
import { linkLook } from "../link-look";
import { t as passwordWords } from "../password/words";
import { portalPaths } from "../paths";
import {
  checkPasswordChange,
  noPasswords,
  usePasswordChange,
  type PasswordChange,
} from "./use-password-change";
import { t } from "./words";

/** Another password, for who knows the one they have. */
export function ChangePassword({ email }: { email: string }) {
  const [ended, setEnded] = useState<number | null>(null);
  return (
    <section aria-labelledby="password" className="flex flex-col gap-4">
      <h2 id="password" className="text-xl font-semibold">
        {t("password")}
      </h2>
      <div role="status" className="empty:hidden">
        {ended === null ? null : <Notice tone="ok">{t("changed", { count: ended })}</Notice>}
      </div>
      {/* A new form for the next time: what was typed is not needed any more. */}
      <PasswordForm key={ended} email={email} onChanged={setEnded} />
    </section>
  );
}

function PasswordForm({ email, onChanged }: { email: string; onChanged: (ended: number) => void }) {
  const send = usePasswordChange(onChanged);
  const form = useForm<PasswordChange>({ initial: noPasswords, check: checkPasswordChange, send });
  const password = form.field("password");
  return (
    <form
      noValidate
      aria-label={t("change")}
      onSubmit={(event) => void form.onSubmit(event)}
      className="flex flex-col gap-5"
    >
      {/* Password managers look here for whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t("current")}
        subject={t("currentSubject")}
        state={form.field("current")}
        autoComplete="current-password"
        hint={
          <Link to={portalPaths.forgotPassword} state={{ email }} className={linkLook}>
            {t("forgotten")}
          </Link>
        }
      />
      <PasswordField
        label={passwordWords("password")}
        subject={passwordWords("passwordSubject")}
        state={password}
        hint={password.error ? null : passwordWords("passwordHint")}
        autoComplete="new-password"
      />
      <PasswordField
        label={passwordWords("again")}
        subject={passwordWords("againSubject")}
        state={form.field("again")}
        autoComplete="new-password"
      />
      <SubmitRow
        label={t("change")}
        busyLabel={t("changing")}
        meanwhile=""
        busy={form.busy}
        failure={form.failure}
        errorCount={form.errorCount}
      />
    </form>
  );
}
