import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from "@tanstack/react-query";
import type { EventAnswer, UpcomingEvents } from "../../../../shared/events-api";
import { type Asking, useTRPC, useTRPCClient } from "../../../lib/trpc";
import { useLastError } from "../last-error";

/** Answers age on the server too. */
const STALE_MS = 30_000;

type Page = Extract<UpcomingEvents, { kind: "events" }>;
export type EventPages = InfiniteData<UpcomingEvents>;

/** Where the pages of events are kept. */
export const eventsKey = (trpc: Asking["trpc"]) => [...trpc.portal.events.queryKey(), "pages"] as const;

/** A page that could not be had anew stays as it was, and says that it is old. */
const keepingOld = <Answer extends { kind: string }>(answer: Answer, old: Answer | undefined): Answer =>
  answer.kind === "failed" && old && "fresh" in old ? { ...old, fresh: false } : answer;

/** The events to come, page by page. */
export function useEvents() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const queryKey = eventsKey(trpc);
  const oldPage = (cursor: string | null) => {
    const known = queries.getQueryData<EventPages>(queryKey);
    return known?.pages[known.pageParams.indexOf(cursor)];
  };
  return useInfiniteQuery({
    staleTime: STALE_MS,
    queryKey,
    queryFn: async ({ pageParam, signal }) =>
      keepingOld(await client.portal.events.query({ cursor: pageParam }, { signal }), oldPage(pageParam)),
    initialPageParam: null as string | null,
    // One that could not be had is asked for again.
    getNextPageParam: (page, _pages, cursor) => (page.kind === "events" ? page.nextCursor : cursor),
  });
}

/** The pages that there are. */
export const eventsIn = (data: Pick<EventPages, "pages"> | undefined): Page[] =>
  (data?.pages ?? []).filter((page) => page.kind === "events");

/** One event with its categories; and the way to read it past what the server has kept, whose promise was just refused. */
export function useEvent(eventId: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const queryKey = trpc.portal.event.queryKey({ eventId });
  const read = async (afresh: boolean) => {
    const answer = await client.portal.event.query({ eventId, afresh });
    return keepingOld(answer, queries.getQueryData<EventAnswer>(queryKey));
  };
  const found = useQuery({ staleTime: STALE_MS, queryKey, queryFn: () => read(false) });
  const readAfresh = () =>
    read(true).then(
      (event) => queries.setQueryData(queryKey, event),
      () => null,
    );
  const { data, isFetching, refetch } = found;
  return { data, error: useLastError(found), isFetching, refetch, readAfresh };
}
