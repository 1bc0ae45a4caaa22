import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { useReadOn } from "../../../lib/read-on";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { filterOf, type WebhooksSearch } from "../webhooks-search";
import type { LoadedLog } from "./arrivals";
import { useArrivals } from "./use-arrivals";

const noRows: WebhookRow[] = [];

/**
 * The log, newest first. `calm`: nobody has a row under the cursor, so what arrives may be shown at once; otherwise it
 * waits, and `arrivals` says how much.
 */
export function useWebhookLog(search: WebhooksSearch, { live, calm }: { live: boolean; calm: boolean }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const filter = filterOf(search);
  const input = { ...filter, limit: 50 };
  const options = trpc.webhooks.list.infiniteQueryOptions(input, {
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
  const log = useInfiniteQuery(options);
  const rows = useMemo(() => log.data?.pages.flatMap((page) => page.rows) ?? noRows, [log.data]);
  const { hasStopped, readOn } = useReadOn(log, log.data?.pages.length ?? 0, rows.length);

  const readAnew = async () => {
    queryClient.setQueryData<LoadedLog>(
      options.queryKey,
      (now) => now && { pages: now.pages.slice(0, 1), pageParams: now.pageParams.slice(0, 1) },
    );
    await log.refetch();
  };
  const arrivals = useArrivals({
    filter,
    logKey: options.queryKey,
    enabled: live && log.isSuccess && !log.isPlaceholderData,
    calm,
    readTop: () => client.webhooks.list.query(input),
    readAnew,
  });
  return { log, rows, hasStopped, readOn, arrivals };
}
