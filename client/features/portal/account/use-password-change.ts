import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChangeMemberPasswordInput } from "../../../../shared/portal-api";
import { language } from "../../../lib/i18n/language";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import type { Errors } from "../form/form-state";
import { firstIssues } from "../form/issues";
import type { Refusal } from "../form/use-form";
import { checkNewPassword, type NewPassword } from "../password/new-password";
import { t } from "./words";

export type PasswordChange = NewPassword & { current: string };
export const noPasswords: PasswordChange = { current: "", password: "", again: "" };

const Current = ChangeMemberPasswordInput.pick({ current: true });

export const checkPasswordChange = (values: PasswordChange): Errors<PasswordChange> => ({
  ...firstIssues<PasswordChange>(Current.safeParse(values)),
  ...checkNewPassword(values),
});

/** Changes the password; `onChanged` hears how many other sessions have ended. */
export function usePasswordChange(onChanged: (ended: number) => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: ({ current, password }: PasswordChange) =>
      client.portal.changePassword.mutate({ current, password, language }),
    // A session that has ended shows itself at the next look.
    onError: () => queries.invalidateQueries(trpc.portal.me.queryFilter()),
  });
  return async (values: PasswordChange): Promise<Refusal<PasswordChange> | null> => {
    try {
      const { ended } = await mutateAsync(values);
      void queries.invalidateQueries(trpc.portal.sessions.queryFilter());
      onChanged(ended);
      return null;
    } catch (error) {
      const words = { unanswered: t("notKnown"), unavailable: t("notChanged") };
      const { field, message } = callFailure(error, words);
      return { field: field === "current" || field === "password" ? field : null, message };
    }
  };
}
