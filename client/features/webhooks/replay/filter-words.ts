import type { WebhookFilter } from "../../../../shared/webhooks-api";
import { shortId } from "../../../ui/copy-id";
import { causeWord } from "../outcomes";
import { rangeWords } from "../log/time-filter";

/** What a filter finds, in words: "failed, user.updated, since 3 Nov, 09:00". */
export function filterWords(filter: WebhookFilter): string {
  const { outcomes, causes, types, person, eventId, from, to } = filter;
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  const received = rangeWords({ from: iso(from), to: iso(to) });
  const words = [
    ...(outcomes ?? []),
    ...(causes?.map(causeWord) ?? []),
    ...(types ?? []),
    ...(person ? [`person ${shortId(person)}`] : []),
    ...(eventId ? [`event ${shortId(eventId)}`] : []),
    ...(received ? [received] : []),
  ];
  return words.join(", ") || "everything";
}
