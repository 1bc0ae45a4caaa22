import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { WebhookRow } from "../../../shared/webhooks-api";
import { useTRPC } from "../../lib/trpc";
import type { WebhooksSearch } from "./webhooks-search";

const noRows: WebhookRow[] = [];

/** The log, newest first. It is only ever added to at the top, so while the top is shown it simply follows. */
export function useWebhookLog({ outcome, type }: WebhooksSearch) {
  const trpc = useTRPC();
  const log = useInfiniteQuery(
    trpc.webhooks.list.infiniteQueryOptions(
      {
        ...(outcome.length > 0 ? { outcomes: outcome } : {}),
        ...(type.length > 0 ? { types: type } : {}),
        limit: 50,
      },
      {
        getNextPageParam: (page) => page.nextCursor,
        placeholderData: keepPreviousData,
        refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 1 ? 3_000 : false),
      },
    ),
  );
  const rows = useMemo(() => log.data?.pages.flatMap((page) => page.rows) ?? noRows, [log.data]);
  return { log, rows };
}
