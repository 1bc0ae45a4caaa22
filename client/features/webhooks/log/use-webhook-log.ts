import { useInfiniteQuery } from "@tanstack/react-query";
import { pageByPage, useLogPages } from "../../../lib/log-pages";
import { useTRPC, useTRPCClient } from "../../../lib/trpc";
import { filterOf, type WebhooksSearch } from "../webhooks-search";
import { useArrivals } from "./use-arrivals";

/**
 * The log, newest first. `calm`: nobody has a row under the cursor, so what arrives may be shown at once; otherwise it
 * waits, and `arrivals` says how much.
 */
export function useWebhookLog(search: WebhooksSearch, { live, calm }: { live: boolean; calm: boolean }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const filter = filterOf(search);
  const input = { ...filter, limit: 50 };
  const options = trpc.webhooks.list.infiniteQueryOptions(input, pageByPage);
  const list = useInfiniteQuery(options);
  const { log, readAnew } = useLogPages(list, options.queryKey);
  const arrivals = useArrivals({
    filter,
    logKey: options.queryKey,
    enabled: live && list.isSuccess && !list.isPlaceholderData,
    calm,
    readTop: () => client.webhooks.list.query(input),
    readAnew,
  });
  return { log, arrivals };
}
