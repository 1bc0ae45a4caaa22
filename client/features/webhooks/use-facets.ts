import { useQuery } from "@tanstack/react-query";
import type { WebhookFacets } from "../../../shared/webhooks-api";
import { useTRPC } from "../../lib/trpc";

const FOLLOW_MS = 5_000;

/** How many webhooks there are of each outcome, cause and type, whatever the log is narrowed to. */
export function useFacets(): WebhookFacets | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.webhooks.facets.queryOptions(undefined, { refetchInterval: FOLLOW_MS })).data;
}
