import { z } from "zod";
import {
  watchRanges,
  webhookCauses,
  webhookOutcomes,
  type WebhookFilter,
} from "../../../shared/webhooks-api";
import { addressSearch, idUpTo, listOf, moment, textUpTo } from "../../lib/address-search";

/** What the webhook log shows, as its address says. */
const Search = z.object({
  q: textUpTo(300),
  outcome: listOf(z.enum(webhookOutcomes)),
  cause: listOf(z.enum(webhookCauses)),
  type: listOf(z.string().min(1).max(100)),
  person: idUpTo(200),
  from: moment,
  to: moment,
  /** How far back the figures above the log look. */
  range: z.enum(watchRanges).catch("24h"),
  open: idUpTo(200),
});
export type WebhooksSearch = z.infer<typeof Search>;

export const {
  parse: parseWebhooksSearch,
  write: writeWebhooksSearch,
  addressOf: logAddress,
  useSearch: useWebhooksSearch,
} = addressSearch("/webhooks", Search);

/** The search without what narrows it. */
export const everything = { q: "", outcome: [], cause: [], type: [], person: null, from: null, to: null };

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
