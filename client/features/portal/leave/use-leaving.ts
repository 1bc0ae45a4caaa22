import { useMutation } from "@tanstack/react-query";
import { DeleteAccountInput } from "../../../../shared/portal-api";
import { language } from "../../../lib/i18n/language";
import { useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import { useForgetting } from "../forget-person";
import type { Errors } from "../form/form-state";
import { firstIssues } from "../form/issues";
import type { Refusal } from "../form/use-form";
import { t } from "./words";

export type Leaving = { password: string; word: string };
export const notLeaving: Leaving = { password: "", word: "" };

export const checkLeaving = (values: Leaving): Errors<Leaving> =>
  firstIssues<Leaving>(DeleteAccountInput.safeParse({ ...values, language }));

/** Deletes the account; `onLeft` hears until when it can be brought back. */
export function useLeaving(onLeft: (restorableUntil: number) => void) {
  const client = useTRPCClient();
  const { forgetPerson } = useForgetting();
  const { mutateAsync } = useMutation({
    mutationFn: (values: Leaving) => client.portal.deleteAccount.mutate({ ...values, language }),
  });
  return async (values: Leaving): Promise<Refusal<Leaving> | null> => {
    try {
      const { restorableUntil } = await mutateAsync(values);
      onLeft(restorableUntil);
      forgetPerson();
      return null;
    } catch (error) {
      const words = { unanswered: t("notKnown"), unavailable: t("notDeleted") };
      const { field, message } = callFailure(error, words);
      return { field: field === "password" || field === "word" ? field : null, message };
    }
  };
}
