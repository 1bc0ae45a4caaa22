import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/trpc";

const POLL_MS = 2_500;

/** The member who is signed in; asked again by itself only while they wait for the backend. */
export function useMember() {
  const trpc = useTRPC();
  return useQuery(
    trpc.portal.me.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.sync.pending ? POLL_MS : false),
    }),
  );
}
