import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { RegistrationForm } from "../../../../shared/registration";
import { language } from "../../../lib/i18n/language";
import { useTRPCClient } from "../../../lib/trpc";
import { useForgetting } from "../forget-person";
import type { Refusal } from "../form/use-form";
import { portalPaths } from "../paths";
import { useFormKey } from "./use-form-key";
import type { Typed } from "./registration-check";
import { refusalOf } from "./registration-refusal";

/** Registers, and goes on to the dashboard. Answers with the refusal when it did not work. */
export function useRegistration() {
  const client = useTRPCClient();
  const { forgetAnswers } = useForgetting();
  const navigate = useNavigate();
  const register = useMutation({
    mutationFn: (form: RegistrationForm) => client.portal.register.mutate(form),
  });
  const keyOf = useFormKey();
  return async (typed: Typed): Promise<Refusal<Typed> | null> => {
    try {
      const form = { ...RegistrationForm.parse(typed), formKey: keyOf(typed), language };
      const { status } = await register.mutateAsync(form);
      forgetAnswers();
      await navigate(status === "linked" ? portalPaths.dashboard : portalPaths.dashboardPending);
      return null;
    } catch (error) {
      return refusalOf(error);
    }
  };
}
