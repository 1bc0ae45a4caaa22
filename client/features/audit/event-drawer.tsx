import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { useTRPC } from "../../lib/trpc";
import { LogDetail, LogDrawer } from "../../ui/log/log-drawer";
import { EventView } from "./event-view";
import { t } from "./words";

/** The open event. */
export const EventDrawer = (props: Pick<ComponentProps<typeof LogDrawer>, "opened" | "keys">) => (
  <LogDrawer {...props} title={t("event")}>
    {(eventId) => <Detail key={eventId} eventId={eventId} />}
  </LogDrawer>
);

function Detail({ eventId }: { eventId: string }) {
  const trpc = useTRPC();
  const event = useQuery(trpc.audit.get.queryOptions({ eventId }, { staleTime: 60_000 }));
  return (
    <LogDetail query={event} loading={t("loadingEvent")} notLoaded={t("eventNotLoaded")}>
      {(detail) => <EventView event={detail} />}
    </LogDetail>
  );
}
