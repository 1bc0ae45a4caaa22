import { useState } from "react";
import { Notice } from "../../../ui/notice";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { CurrentPassword } from "../password/current-password";
import { NewPasswordFields } from "../password/new-password-fields";
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
  return (
    <PortalForm name={t("change")} form={form} label={t("change")} busyLabel={t("changing")}>
      <CurrentPassword email={email} state={form.field("current")} besideNew />
      <NewPasswordFields password={form.field("password")} again={form.field("again")} own={[email]} />
    </PortalForm>
  );
}
