import { useState } from "react";
import { Notice } from "../../../ui/notice";
import { PortalForm } from "../form/portal-form";
import { useForm } from "../form/use-form";
import { CurrentPassword } from "../password/current-password";
import { NewPasswordFields } from "../password/new-password-fields";
import { useFocusOn } from "../use-focus-on";
import {
  checkPasswordChange,
  noPasswords,
  usePasswordChange,
  type PasswordChange,
} from "./use-password-change";
import { t } from "./words";

/** Another password, for who knows the one they have. */
export function ChangePassword({ email }: { email: string }) {
  const [changed, setChanged] = useState({ times: 0, ended: 0 });
  const { times, ended } = changed;
  const news = useFocusOn(times);
  return (
    <section aria-labelledby="password" className="flex flex-col gap-4">
      <h2 id="password" className="text-xl font-semibold">
        {t("password")}
      </h2>
      <div ref={news} role="status" tabIndex={-1} className="rounded-control empty:hidden">
        {times === 0 ? null : <Notice tone="ok">{t("changed", { count: ended })}</Notice>}
      </div>
      {/* A new form for the next time: what was typed is not needed any more. */}
      <PasswordForm
        key={times}
        email={email}
        onChanged={(others) => setChanged({ times: times + 1, ended: others })}
      />
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
