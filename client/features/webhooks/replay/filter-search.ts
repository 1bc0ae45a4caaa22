import type { WebhookFilter } from "../../../../shared/webhooks-api";
import type { WebhooksSearch } from "../webhooks-search";

/** The search that shows what a filter finds. */
export function searchOf(filter: WebhookFilter): Partial<WebhooksSearch> {
  const { outcomes, causes, types, person, eventId, from, to } = filter;
  return {
    ...{ outcome: outcomes ?? [], cause: causes ?? [], type: types ?? [], q: eventId ?? "" },
    person: person ?? null,
    from: from === undefined ? null : new Date(from).toISOString(),
    to: to === undefined ? null : new Date(to).toISOString(),
  };
}
