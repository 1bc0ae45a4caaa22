import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useMemo } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { filterOf, type WebhooksSearch } from "../webhooks-search";
import type { LoadedLog } from "./arrivals";
import { useArrivals } from "./use-arrivals";

/** A page may find little: more of them are read by themselves until there is a screenful, or so many were read. */
const SCREENFUL = 20;
const READ_ON = 20;

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
  const { hasStopped, readOn } = useReadOn(log, rows.length);

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

type Log = { data: LoadedLog | undefined; hasNextPage: boolean; isFetching: boolean; isError: boolean };

/** Reads on while what was found does not fill the screen; after so many pages it waits to be asked. */
function useReadOn(log: Log & { fetchNextPage: () => Promise<unknown> }, found: number) {
  const pages = log.data?.pages.length ?? 0;
  const wants = log.hasNextPage && found < SCREENFUL;
  const hasStopped = wants && pages > 0 && pages % READ_ON === 0;
  const goesOn = wants && !hasStopped && !log.isFetching && !log.isError;
  const next = useEffectEvent(() => void log.fetchNextPage());
  useEffect(() => {
    if (goesOn) next();
  }, [goesOn, pages]);
  return { hasStopped: hasStopped && !log.isFetching, readOn: () => void log.fetchNextPage() };
}
