import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { RunView } from "../../../shared/runs-api";
import { useTRPC } from "../../lib/trpc";
import type { ItemsSearch } from "./items-search";
import { isOver } from "./run-course";

const FOLLOW_MS = 2_000;
/** Somebody who reads further down than this is not followed: every page would be read again and again. */
const MOST_FOLLOWED_PAGES = 3;

/** The people of a run page by page, followed while it lasts. */
export function useRunItems(run: RunView, { outcome, cause }: ItemsSearch) {
  const trpc = useTRPC();
  const input = {
    runId: run.runId,
    ...(outcome ? { outcome } : {}),
    ...(cause ? { causeId: cause } : {}),
  };
  return useInfiniteQuery(
    trpc.runs.items.infiniteQueryOptions(input, {
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) =>
        !isOver(run) && (state.data?.pages.length ?? 0) <= MOST_FOLLOWED_PAGES ? FOLLOW_MS : false,
    }),
  );
}
