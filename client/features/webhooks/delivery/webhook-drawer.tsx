import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useNarrow } from "../../../lib/media-query";
import { useTRPC } from "../../../lib/trpc";
import { QueryFailed } from "../../../ui/query-failed";
import { IconButton } from "../../../ui/icon-button";
import { Sheet } from "../../../ui/sheet";
import { Skeleton } from "../../../ui/skeleton";
import { WebhookView } from "./webhook-view";
import { t } from "./words";

type Props = { attemptId: string | null; onClose: () => void; onMove: (step: 1 | -1) => void };

export function WebhookDrawer({ attemptId, onClose, onMove }: Props) {
  const narrow = useNarrow();
  return (
    <Sheet open={attemptId !== null} onClose={onClose} label={t("webhook")} modal={narrow}>
      <header className="flex items-center gap-1 border-b border-line px-4 py-2 sm:px-5">
        <h2 className="flex-1 text-lg font-semibold">{t("webhook")}</h2>
        <IconButton
          label={t("previous")}
          hint={`${t("previous")} (k)`}
          icon={<ChevronLeft className="size-4" />}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={t("next")}
          hint={`${t("next")} (j)`}
          icon={<ChevronRight className="size-4" />}
          onClick={() => onMove(1)}
        />
        <IconButton
          label={t("close")}
          hint={`${t("close")} (Esc)`}
          icon={<X className="size-4" />}
          onClick={onClose}
        />
      </header>
      <div className="scroll-y min-h-0 flex-1">
        {attemptId === null ? null : <Body key={attemptId} attemptId={attemptId} />}
      </div>
    </Sheet>
  );
}

function Body({ attemptId }: { attemptId: string }) {
  const trpc = useTRPC();
  const webhook = useQuery(trpc.webhooks.get.queryOptions({ attemptId }));
  if (webhook.data) return <WebhookView webhook={webhook.data} />;
  if (webhook.error) {
    return <QueryFailed query={webhook} title={t("notLoaded")} />;
  }
  return (
    <div role="status" aria-label={t("loading")} className="flex flex-col gap-4 px-5 py-5">
      <Skeleton className="w-40" />
      <Skeleton className="w-4/5" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
