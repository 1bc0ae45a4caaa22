import { useSearchParams } from "react-router";
import { z } from "zod";
import { webhookOutcomes } from "../../../shared/webhooks-api";

/** What the webhook log shows, as its address says. Anything unreadable in an address counts as not said. */
const Search = z.object({
  outcome: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(webhookOutcomes)))
    .catch([]),
  type: z
    .string()
    .min(1)
    .transform((text) => text.split(","))
    .catch([]),
  open: z.string().min(1).nullable().catch(null),
});
export type WebhooksSearch = z.infer<typeof Search>;

export const parseWebhooksSearch = (params: URLSearchParams): WebhooksSearch =>
  Search.parse(Object.fromEntries(Object.keys(Search.shape).map((key) => [key, params.get(key)])));

export function writeWebhooksSearch(
  params: URLSearchParams,
  changes: Partial<WebhooksSearch>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(changes)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    if (text === "") next.delete(key);
    else next.set(key, text);
  }
  return next;
}

export function useWebhooksSearch() {
  const [params, setParams] = useSearchParams();
  const change = (changes: Partial<WebhooksSearch>, options?: { replace?: boolean }) =>
    setParams((now) => writeWebhooksSearch(now, changes), options);
  return [parseWebhooksSearch(params), change, params] as const;
}
