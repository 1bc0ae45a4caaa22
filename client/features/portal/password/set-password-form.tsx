import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { MemberPassword } from "../../../../shared/registration";
import { language } from "../../../lib/i18n/language";
import { useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import { useForgetting } from "../forget-person";
import { PortalForm } from "../form/portal-form";
import { useForm, type Refusal } from "../form/use-form";
import { signInBecause } from "../paths";
import { checkNewPassword, type NewPassword } from "./new-password";
import { NewPasswordFields } from "./new-password-fields";
import { t } from "./words";

/** The new password of whoever came by a link that is good; then on to sign-in. */
export function SetPasswordForm({ token }: { token: string }) {
  const send = useNewPassword(token);
  const form = useForm<NewPassword>({ initial: { password: "", again: "" }, check: checkNewPassword, send });
  return (
    <PortalForm name={t("setPassword")} form={form} label={t("save")} busyLabel={t("saving")}>
      <NewPasswordFields password={form.field("password")} again={form.field("again")} />
    </PortalForm>
  );
}

function useNewPassword(token: string) {
  const client = useTRPCClient();
  const { forgetPerson } = useForgetting();
  const navigate = useNavigate();
  const { mutateAsync } = useMutation({
    mutationFn: (password: string) => client.portal.setPassword.mutate({ token, password, language }),
  });
  return async ({ password }: NewPassword): Promise<Refusal<NewPassword> | null> => {
    try {
      await mutateAsync(MemberPassword.parse(password));
      await navigate(signInBecause("password_set"), { replace: true });
      forgetPerson();
      return null;
    } catch (error) {
      const words = { unanswered: t("unanswered"), unavailable: t("unavailable") };
      const { field, message } = callFailure(error, words);
      return { field: field === "password" ? field : null, message };
    }
  };
}
