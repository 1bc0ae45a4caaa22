import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { RegistrationForm } from "../../../../shared/registration";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { answerLimit, callFailure } from "../call-failure";
import type { Refusal } from "../form/use-form";
import { portalPaths } from "../paths";
import { isRegistrationField, type Typed } from "./registration-check";

const words = {
  unanswered:
    "Nothing was saved, as far as this page can tell: no answer came. What you typed is still here. You can try again; that never makes a second account.",
  unavailable:
    "Nothing was saved: registering is not possible at the moment. What you typed is still here, and you can try again.",
};

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
      const { field, message } = callFailure(error, words);
      return { field: isRegistrationField(field) ? field : null, message };
    }
  };
}
