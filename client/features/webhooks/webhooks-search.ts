import { useNavigate, useSearchParams } from "react-router";
import { z } from "zod";
import {
  watchRanges,
  webhookCauses,
  webhookOutcomes,
  type WebhookFilter,
} from "../../../shared/webhooks-api";

/** What the webhook log shows, as its address says. Anything unreadable in an address counts as not said. */
const list = <Value extends string>(item: z.ZodType<Value, string>) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(item))
    .catch([]);
/** ISO 8601 in UTC, so that an address means the same moment to everybody. */
const moment = z.iso.datetime().nullable().catch(null);

const Search = z.object({
  q: z.string().max(300).catch(""),
  outcome: list(z.enum(webhookOutcomes)),
  cause: list(z.enum(webhookCauses)),
  type: list(z.string().min(1).max(100)),
  person: z.string().min(1).max(200).nullable().catch(null),
  from: moment,
  to: moment,
  /** How far back the figures above the log look. */
  range: z.enum(watchRanges).catch("24h"),
  open: z.string().min(1).nullable().catch(null),
});
export type WebhooksSearch = z.infer<typeof Search>;

export const parseWebhooksSearch = (params: URLSearchParams): WebhooksSearch =>
  Search.parse(Object.fromEntries(Object.keys(Search.shape).map((key) => [key, params.get(key)])));

const nothing = parseWebhooksSearch(new URLSearchParams());
/** The search without what narrows it. */
export const everything = { q: "", outcome: [], cause: [], type: [], person: null, from: null, to: null };

/** `params` with the changes in it; what is as by default is left out of the address. */
export function writeWebhooksSearch(
  params: URLSearchParams,
  changes: Partial<WebhooksSearch>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(changes)) {
    const text = Array.isArray(value) ? value.join(",") : (value ?? "");
    const byDefault = String(nothing[key as keyof WebhooksSearch] ?? "");
    if (text === "" || text === byDefault) next.delete(key);
    else next.set(key, text);
  }
  return next;
}

/** The address of the log narrowed to this. */
export const logAddress = (search: Partial<WebhooksSearch>) =>
  `/webhooks?${writeWebhooksSearch(new URLSearchParams(), search)}`;

/** The filter the server understands: only what was said. */
export function filterOf({ q, outcome, cause, type, person, from, to }: WebhooksSearch): WebhookFilter {
  return {
    ...(q ? { eventId: q } : {}),
    ...(outcome.length > 0 ? { outcomes: outcome } : {}),
    ...(cause.length > 0 ? { causes: cause } : {}),
    ...(type.length > 0 ? { types: type } : {}),
    ...(person ? { person } : {}),
    ...(from ? { from: Date.parse(from) } : {}),
    ...(to ? { to: Date.parse(to) } : {}),
  };
}

/** Whether anything is left out. */
export const isNarrowed = (search: WebhooksSearch) => Object.keys(filterOf(search)).length > 0;

type Change = (changes: Partial<WebhooksSearch>, options?: { replace?: boolean }) => void;

export function useWebhooksSearch(): [WebhooksSearch, Change, URLSearchParams] {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const change: Change = (changes, options) => {
    // What was rendered last may be behind the address: a pressed facet and a typed word would undo each other.
    const current = new URLSearchParams(window.location.search);
    void navigate({ search: writeWebhooksSearch(current, changes).toString() }, options);
  };
  return [parseWebhooksSearch(params), change, params];
}
