import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import { useForgetting } from "../forget-person";
import type { Refusal } from "../form/use-form";
import { portalPaths } from "../paths";
import { t } from "./words";

export type Credentials = { email: string; password: string };

/** Signs in, and goes on to the dashboard, or with the token of a link to where that is used. A refused password is the next thing to type, so focus goes there. */
export function useSignIn(token?: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const { forgetAnswers } = useForgetting();
  const navigate = useNavigate();
  const signIn = useMutation({
    mutationFn: (credentials: Credentials) => client.portal.signIn.mutate(credentials),
  });
  return async (credentials: Credentials): Promise<Refusal<Credentials> | null> => {
    try {
      const member = await signIn.mutateAsync(credentials);
      forgetAnswers();
      queries.setQueryData(trpc.portal.me.queryKey(), member);
      if (token) await navigate(portalPaths.confirmAddress, { state: { token } });
      else await navigate(portalPaths.dashboard);
      return null;
    } catch (error) {
      const { message, signedOut } = callFailure(error, {
        ...{ unanswered: t("unanswered"), unavailable: t("unavailable") },
      });
      return { field: null, message, ...(signedOut ? { focus: "password" } : {}) };
    }
  };
}
