import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";

/** Begins an endless list again: what lies below its first page goes, and that one is read anew. */
export async function beginAgain(queryClient: QueryClient, queryKey: QueryKey): Promise<void> {
  queryClient.setQueryData<InfiniteData<unknown>>(
    queryKey,
    (now) => now && { pages: now.pages.slice(0, 1), pageParams: now.pageParams.slice(0, 1) },
  );
  await queryClient.refetchQueries({ queryKey, exact: true });
}
