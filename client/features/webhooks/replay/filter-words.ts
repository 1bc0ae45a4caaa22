import type { WebhookFilter } from "../../../../shared/webhooks-api";
import { rangeWords } from "../../../lib/span-words";
import { shortId } from "../../../ui/copy-id";
import { causeWord, outcomeWord } from "../outcomes";
import { t } from "./words";

/** What a filter finds, in words: "failed, user.updated, since 3 Nov, 09:00". */
export function filterWords(filter: WebhookFilter): string {
  const { outcomes, causes, types, person, eventId, from, to } = filter;
  const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  const received = rangeWords({ from: iso(from), to: iso(to) });
  const words = [
    ...(outcomes?.map(outcomeWord) ?? []),
    ...(causes?.map(causeWord) ?? []),
    ...(types ?? []),
    ...(person ? [t("personId", { id: shortId(person) })] : []),
    ...(eventId ? [t("eventId", { id: shortId(eventId) })] : []),
    ...(received ? [received] : []),
  ];
  return words.join(", ") || t("everything");
}
