import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "../../lib/trpc";

const IDLE_MS = 10_000;

/** One sweep, live while it runs. `cut` is whether its stream is away; it comes back by itself and catches up. */
export function useSweep(sweepId: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sweep = useQuery(trpc.reconcile.get.queryOptions({ sweepId }, { refetchInterval: IDLE_MS }));
  const isRunning = sweep.data?.state === "running";
  const stream = useSubscription(
    trpc.reconcile.watch.subscriptionOptions(
      { sweepId },
      {
        enabled: isRunning,
        onData: ({ data }) => {
          queryClient.setQueryData(trpc.reconcile.get.queryKey({ sweepId }), data);
          if (data.state === "running") return;
          void queryClient.invalidateQueries(trpc.reconcile.pathFilter());
          void queryClient.invalidateQueries(trpc.users.facets.queryFilter());
        },
      },
    ),
  );
  return { sweep, cut: isRunning && stream.status === "connecting" && stream.error !== null };
}
