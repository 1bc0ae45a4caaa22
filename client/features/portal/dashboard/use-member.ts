import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../../lib/trpc";
import { useLastError } from "../last-error";

const AWAITING_MS = 2_500;
/** A page that stays open notices so late that its member was suspended, deleted or signed out elsewhere. */
const POLL_MS = 30_000;

/** The member who is signed in; asked again by itself, often while they wait for the backend. */
export function useMember() {
  const trpc = useTRPC();
  const asked = useQuery(
    trpc.portal.me.queryOptions(undefined, {
      refetchInterval: ({ state }) =>
        state.data ? (state.data.sync.pending ? AWAITING_MS : POLL_MS) : false,
    }),
  );
  const { data, isFetching, refetch } = asked;
  const error = useLastError(asked);
  return { data, error, isPending: asked.isPending && error === null, isFetching, refetch };
}
