import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { UserLink } from "../../../shared/users-api";
import { beginAgain } from "../../lib/begin-again";
import { useTRPC, useTRPCClient, type Asking } from "../../lib/trpc";
import { useLivePages } from "./use-live-pages";
import { filterOf, sortOf, type UsersSearch } from "./users-search";

const noRows: UserLink[] = [];

/** What is asked for the list under a search. */
export const usersInput = (search: UsersSearch, openedAt: number) => ({
  ...filterOf(search, openedAt),
  sort: sortOf(search) ?? undefined,
  limit: 50,
});

export const usersOptions = (trpc: Asking["trpc"], input: ReturnType<typeof usersInput>) =>
  trpc.users.list.infiniteQueryOptions(input, {
    getNextPageParam: (page) => page.nextCursor,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });

/** The endless list under a search; times ago are counted from when it was opened, so that it keeps still. `moved` tells who would come or go by now, for `showMoved` to let happen. */
export function useUsersList(search: UsersSearch, openedAt: number) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const input = usersInput(search, openedAt);
  const options = usersOptions(trpc, input);
  const list = useInfiniteQuery({ ...options, placeholderData: keepPreviousData });
  const { moved, forget, onSight } = useLivePages(
    options.queryKey,
    list.isSuccess && !list.isPlaceholderData,
    (cursor) => client.users.list.query({ ...input, cursor }),
  );

  const showMoved = async () => {
    forget();
    await beginAgain(queryClient, options.queryKey);
  };

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? noRows, [list.data]);
  return { list, rows, total: list.data?.pages[0]?.total ?? null, moved, showMoved, onSight };
}
