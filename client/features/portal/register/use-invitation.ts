import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import type { InvitedPerson } from "../../../../shared/repairs-api";
import { useTRPC } from "../../../lib/trpc";
import { useLastError } from "../last-error";

/** `good`: whom the link in the address is for. `bad`: it is no good any more. `unknown`: nobody could be asked. */
export type Invitation =
  | { state: "none" | "loading" | "bad" }
  | { state: "unknown"; busy: boolean; retry: () => void }
  | { state: "good"; token: string; person: InvitedPerson };

/** The invitation somebody came by, if they came by one. It is asked for once: the form is filled in from it. */
export function useInvitation(): Invitation {
  const trpc = useTRPC();
  const [params] = useSearchParams();
  const token = params.get("invite");
  const asked = useQuery(
    trpc.portal.invitation.queryOptions({ token: token ?? "" }, { enabled: !!token, staleTime: Infinity }),
  );
  const { data, isFetching, refetch } = asked;
  const error = useLastError(asked);
  if (!token) return { state: "none" };
  if (data) return { state: "good", token, person: data };
  if (data === null) return { state: "bad" };
  return error ? { state: "unknown", busy: isFetching, retry: () => void refetch() } : { state: "loading" };
}
