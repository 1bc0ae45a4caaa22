import type { InfiniteData } from "@tanstack/react-query";
import type { UpcomingEvents } from "../../../../shared/events-api";
import { isAnsweredAhead } from "../../../lib/ahead";
import type { Asking, Api } from "../../../lib/trpc";
import { eventsKey } from "./use-events";

type Services = Asking & { api: Api };

/** Takes the events that came with the page, so that its first picture has them. */
export async function takeEvents({ api, queryClient, trpc }: Services): Promise<void> {
  if (!isAnsweredAhead({ path: "portal.events" })) return;
  const page = await api.portal.events.query({ cursor: null });
  const found: InfiniteData<UpcomingEvents> = { pages: [page], pageParams: [null] };
  queryClient.setQueryData(eventsKey(trpc), found);
}

/** The same of one event. */
export async function takeEvent({ api, queryClient, trpc }: Services, eventId: string): Promise<void> {
  if (!isAnsweredAhead({ path: "portal.event" })) return;
  const found = await api.portal.event.query({ eventId, afresh: false });
  queryClient.setQueryData(trpc.portal.event.queryKey({ eventId }), found);
}
