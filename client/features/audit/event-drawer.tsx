import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useNarrow } from "../../lib/media-query";
import { useTRPC } from "../../lib/trpc";
import { IconButton } from "../../ui/icon-button";
import { QueryFailed } from "../../ui/query-failed";
import { Sheet } from "../../ui/sheet";
import { Skeleton } from "../../ui/skeleton";
import { EventView } from "./event-view";
import { t } from "./words";

type Props = { eventId: string | null; onClose: () => void; onMove: (step: 1 | -1) => void };

export function EventDrawer({ eventId, onClose, onMove }: Props) {
  const narrow = useNarrow();
  const back = <ChevronLeft className="size-4" />;
  const forth = <ChevronRight className="size-4" />;
  return (
    <Sheet open={eventId !== null} onClose={onClose} label={t("event")} modal={narrow}>
      <header className="flex items-center gap-1 border-b border-line px-4 py-2 sm:px-5">
        <h2 className="flex-1 text-lg font-semibold">{t("event")}</h2>
        <IconButton
          label={t("previous")}
          hint={`${t("previous")} (k)`}
          icon={back}
          onClick={() => onMove(-1)}
        />
        <IconButton label={t("next")} hint={`${t("next")} (j)`} icon={forth} onClick={() => onMove(1)} />
        <IconButton
          label={t("close")}
          hint={`${t("close")} (Esc)`}
          icon={<X className="size-4" />}
          onClick={onClose}
        />
      </header>
      <div className="scroll-y min-h-0 flex-1">
        {eventId === null ? null : <Body key={eventId} eventId={eventId} />}
      </div>
    </Sheet>
  );
}

function Body({ eventId }: { eventId: string }) {
  const trpc = useTRPC();
  const event = useQuery(trpc.audit.get.queryOptions({ eventId }, { staleTime: 60_000 }));
  if (event.data) return <EventView event={event.data} />;
  if (event.error) return <QueryFailed query={event} title={t("eventNotLoaded")} />;
  return (
    <div role="status" aria-label={t("loadingEvent")} className="flex flex-col gap-4 px-5 py-5">
      <Skeleton className="w-40" />
      <Skeleton className="w-4/5" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
