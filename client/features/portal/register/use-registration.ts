import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { RegistrationForm } from "../../../../shared/registration";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { answerLimit, callFailure } from "../call-failure";
import type { Refusal } from "../form/use-form";
import { portalPaths } from "../paths";
import { t } from "./words";
import { isRegistrationField, type Typed } from "./registration-check";

/** Registers, and goes on to the dashboard. Answers with the refusal when it did not work. */
export function useRegistration() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const register = useMutation({
    mutationFn: (form: RegistrationForm) => client.portal.register.mutate(form, answerLimit()),
  });
  return async (typed: Typed): Promise<Refusal<Typed> | null> => {
    try {
      const { status } = await register.mutateAsync(RegistrationForm.parse(typed));
      queries.removeQueries(trpc.portal.pathFilter());
      await navigate(status === "linked" ? portalPaths.dashboard : portalPaths.dashboardPending);
      return null;
    } catch (error) {
      const { field, message } = callFailure(error, {
        ...{ unanswered: t("unanswered"), unavailable: t("unavailable") },
      });
      return { field: isRegistrationField(field) ? field : null, message };
    }
  };
}
