import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { WebhookFacets, WebhookFilter } from "../../../shared/webhooks-api";
import { formatNumber } from "../../lib/format";
import { useTRPC } from "../../lib/trpc";

const FOLLOW_MS = 5_000;

/** How many webhooks there are of each outcome, cause and type, under everything else the log is narrowed to. */
export function useFacets(filter: WebhookFilter): WebhookFacets | undefined {
  const trpc = useTRPC();
  return useQuery(
    trpc.webhooks.facets.queryOptions(filter, {
      refetchInterval: FOLLOW_MS,
      placeholderData: keepPreviousData,
    }),
  ).data;
}

/** "1,204", or "500+" when there may be more. */
export const countWords = (count: number, exact: boolean) => `${formatNumber(count)}${exact ? "" : "+"}`;
