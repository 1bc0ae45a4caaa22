import type { Asking } from "../../lib/trpc";
import { usersInput, usersOptions } from "./use-users-list";
import { parseUsersSearch } from "./users-search";

/** Asks what the users screen at this address shows first. An address that counts from now asks for itself. */
export async function askUsers({ queryClient, trpc }: Asking): Promise<void> {
  const search = parseUsersSearch(new URLSearchParams(window.location.search));
  const { from, to, since, until } = search;
  const views = queryClient.prefetchQuery(trpc.savedViews.list.queryOptions());
  if (from ?? to ?? since ?? until) return views;
  await Promise.all([views, queryClient.prefetchInfiniteQuery(usersOptions(trpc, usersInput(search, 0)))]);
}
