import { useQuery, useQueryClient } from "@tanstack/react-query";
import { describeError } from "../../../lib/api-error";
import { language } from "../../../lib/i18n/language";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { callFailure } from "../call-failure";
import { useLastError } from "../last-error";
import { t } from "./words";

/** What came of opening the link. `refused`: in words, and nothing to try again. */
export type Confirmation =
  | { state: "waiting" | "signed_out" | "bad_link" }
  | { state: "done"; changed: boolean }
  | { state: "refused"; message: string }
  | { state: "failed"; message: string; busy: boolean; retry: () => void };

/** Confirms the address with the link's token, once: whoever opens the link has asked for it already. */
export function useConfirmation(token: string): Confirmation {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: [...trpc.portal.confirmAddress.mutationKey(), token],
    queryFn: async () => {
      const confirmed = await client.portal.confirmAddress.mutate({ token, language });
      // Whoever has just signed in is known by their old address.
      queries.removeQueries(trpc.portal.me.queryFilter());
      return confirmed;
    },
    ...{ staleTime: Infinity, gcTime: 0, retry: false, refetchOnReconnect: false },
  });
  const { data, isFetching, refetch } = asked;
  const error = useLastError(asked);
  if (data) return { state: "done", changed: data.changed };
  if (!error) return { state: "waiting" };
  const { field, signedOut, message } = callFailure(error, {
    ...{ unanswered: t("notConfirmed"), unavailable: t("unavailable") },
  });
  if (signedOut) return { state: "signed_out" };
  if (field === "token") return { state: "bad_link" };
  if (!describeError(error).worthRetrying) return { state: "refused", message };
  return { state: "failed", message, busy: isFetching, retry: () => void refetch() };
}
