import { answerAhead } from "../../../lib/ahead";
import type { Asking } from "../../../lib/trpc";
import { eventsKey, type EventPages } from "./use-events";

/** Takes the events that came with the page, so that its first picture has them. */
export function takeEvents({ queryClient, trpc }: Asking): void {
  const page = answerAhead(trpc.portal.events.queryKey(), { cursor: null });
  if (page) queryClient.setQueryData<EventPages>(eventsKey(trpc), { pages: [page], pageParams: [null] });
}

/** The same of one event. */
export function takeEvent({ queryClient, trpc }: Asking, eventId: string): void {
  const found = answerAhead(trpc.portal.event.queryKey(), { eventId, afresh: false });
  queryClient.setQueryData(trpc.portal.event.queryKey({ eventId }), found);
}
