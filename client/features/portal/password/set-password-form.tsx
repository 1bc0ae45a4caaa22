import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { MemberPassword } from "../../../../shared/registration";
import { language } from "../../../lib/i18n/language";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { answerLimit, callFailure } from "../call-failure";
import { PasswordField } from "../form/password-field";
import { SubmitRow } from "../form/submit-row";
import { useForm, type Refusal } from "../form/use-form";
import { signInBecause } from "../paths";
import { checkNewPassword, type NewPassword } from "./new-password";
import { t } from "./words";

/** The new password of whoever came by a link that is good; then on to sign-in. */
export function SetPasswordForm({ token }: { token: string }) {
  const send = useNewPassword(token);
  const form = useForm<NewPassword>({ initial: { password: "", again: "" }, check: checkNewPassword, send });
  const password = form.field("password");
  return (
    <form
      noValidate
      aria-label={t("setPassword")}
      onSubmit={(event) => void form.onSubmit(event)}
      className="flex flex-col gap-5"
    >
      <PasswordField
        label={t("password")}
        subject={t("passwordSubject")}
        state={password}
        hint={password.error ? null : t("passwordHint")}
        autoComplete="new-password"
      />
      <PasswordField
        label={t("again")}
        subject={t("againSubject")}
        state={form.field("again")}
        autoComplete="new-password"
      />
      <SubmitRow
        label={t("save")}
        busyLabel={t("saving")}
        meanwhile=""
        busy={form.busy}
        failure={form.failure}
        errorCount={form.errorCount}
      />
    </form>
  );
}

function useNewPassword(token: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutateAsync } = useMutation({
    mutationFn: (password: string) =>
      client.portal.setPassword.mutate({ token, password, language }, answerLimit()),
  });
  return async ({ password }: NewPassword): Promise<Refusal<NewPassword> | null> => {
    try {
      await mutateAsync(MemberPassword.parse(password));
      queries.removeQueries(trpc.portal.pathFilter());
      await navigate(signInBecause("password_set"), { replace: true });
      return null;
    } catch (error) {
      const words = { unanswered: t("unanswered"), unavailable: t("unavailable") };
      const { field, message } = callFailure(error, words);
      return { field: field === "password" ? field : null, message };
    }
  };
}
