import { useInfiniteQuery } from "@tanstack/react-query";
import type { SweepKind } from "../../../shared/reconcile-api";
import { useTRPC } from "../../lib/trpc";

/** The sweeps, the newest first; looked up sooner while one runs. */
export function useSweeps(kind: SweepKind | null) {
  const trpc = useTRPC();
  return useInfiniteQuery(
    trpc.reconcile.list.infiniteQueryOptions(kind ? { kind } : {}, {
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: (query) =>
        query.state.data?.pages.some(({ sweeps }) => sweeps.some(({ state }) => state === "running"))
          ? 1_000
          : 5_000,
    }),
  );
}
export type SweepsList = ReturnType<typeof useSweeps>;
