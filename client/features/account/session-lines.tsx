import { MonitorSmartphone } from "lucide-react";
import type { OperatorSession } from "../../../shared/session-api";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { RelativeTime } from "../../ui/relative-time";
import { t } from "./words";

type Props = {
  sessions: readonly OperatorSession[];
  /** Why none can be ended. */
  refusal: string | null;
  /** The one that is being ended. */
  ending: string | null;
  onEnd: (sessionId: string) => void;
};

/** Open sessions: where each is, since when, and the button that ends it. */
export function SessionLines({ sessions, refusal, ending, onEnd }: Props) {
  return (
    <ul aria-label={t("sessions")} className="rounded-panel border border-line">
      {sessions.map(({ sessionId, current, device, address, openedAt, seenAt }) => (
        <li
          key={sessionId}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-0"
        >
          <MonitorSmartphone aria-hidden className="size-4 shrink-0 text-fg-3" />
          <div className="min-w-48 flex-1">
            <div className="flex flex-wrap items-center gap-2 font-medium">
              {device ?? t("unknownDevice")}
              {current ? <Chip tone="ok">{t("thisOne")}</Chip> : null}
            </div>
            <div className="nums text-sm text-fg-3">
              {address ? `${address} · ` : ""}
              {t.rich("openedSeen", {
                opened: () => <RelativeTime at={openedAt} />,
                seen: () => <RelativeTime at={seenAt} />,
              })}
            </div>
          </div>
          {current ? null : (
            <Button
              size="sm"
              busy={ending === sessionId}
              disabledReason={refusal}
              onClick={() => onEnd(sessionId)}
            >
              {t("end")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
