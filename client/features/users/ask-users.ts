import { answerAhead } from "../../lib/ahead";
import type { Asking } from "../../lib/trpc";
import { usersInput, usersOptions } from "./use-users-list";
import { parseUsersSearch } from "./users-search";

/**
 * Takes what came with the page, and asks what else the users screen at this address shows first. An address that counts
 * from now asks for itself.
 */
export async function askUsers(services: Asking, address = window.location.search): Promise<void> {
  const search = parseUsersSearch(new URLSearchParams(address));
  const { from, to, since, until } = search;
  const list = (from ?? to ?? since ?? until) ? null : askList(services, usersInput(search, 0));
  await Promise.all([askViews(services), list]);
}

async function askViews({ queryClient, trpc }: Asking): Promise<void> {
  const options = trpc.savedViews.list.queryOptions();
  const views = answerAhead(options.queryKey);
  if (views) queryClient.setQueryData(options.queryKey, views);
  else await queryClient.prefetchQuery(options);
}

async function askList({ queryClient, trpc }: Asking, input: ReturnType<typeof usersInput>): Promise<void> {
  const options = usersOptions(trpc, input);
  const page = answerAhead(trpc.users.list.queryKey(), { ...input, direction: "forward" });
  if (!page) return queryClient.prefetchInfiniteQuery(options);
  queryClient.setQueryData(options.queryKey, { pages: [page], pageParams: [options.initialPageParam] });
}
