import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChangeAddressInput } from "../../../../shared/portal-api";
import { language } from "../../../lib/i18n/language";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import type { Errors } from "../form/form-state";
import { firstIssues } from "../form/issues";
import type { Refusal } from "../form/use-form";
import { t } from "./words";

export type AddressChange = { email: string; password: string };
export const noAddress: AddressChange = { email: "", password: "" };

const Typed = ChangeAddressInput.omit({ language: true });

export const checkAddress = (values: AddressChange): Errors<AddressChange> =>
  firstIssues<AddressChange>(Typed.safeParse(values));

/** Asks for another address; `onAsked` hears when it was. */
export function useAddressChange(onAsked: () => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: (values: AddressChange) => client.portal.changeAddress.mutate({ ...values, language }),
    onSettled: () => queries.invalidateQueries(trpc.portal.me.queryFilter()),
  });
  return async (values: AddressChange): Promise<Refusal<AddressChange> | null> => {
    try {
      await mutateAsync(values);
      onAsked();
      return null;
    } catch (error) {
      const words = { unanswered: t("notSent"), unavailable: t("unavailable") };
      const { field, message } = callFailure(error, words);
      return { field: field === "email" || field === "password" ? field : null, message };
    }
  };
}
