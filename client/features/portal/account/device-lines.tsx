import { MonitorSmartphone } from "lucide-react";
import type { MemberSession } from "../../../../shared/portal-api";
import { Button } from "../../../ui/button";
import { Chip } from "../../../ui/chip";
import { RelativeTime } from "../../../ui/relative-time";
import { t } from "./words";

type Props = {
  sessions: readonly MemberSession[];
  /** The one that is being ended. */
  ending: string | null;
  onEnd: (sessionId: string) => void;
};

/** Open sessions: in which browser, when their member was last there, and the button that ends it. */
export function DeviceLines({ sessions, ending, onEnd }: Props) {
  return (
    <ul aria-labelledby="devices" className="divide-y divide-line border-y border-line">
      {sessions.map(({ sessionId, current, device, seenAt }) => (
        <li key={sessionId} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
          <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-fg-3" />
          <div className="min-w-40 flex-1">
            <div className="flex flex-wrap items-center gap-2 font-medium">
              {device ?? t("unknownDevice")}
              {current ? <Chip tone="ok">{t("thisDevice")}</Chip> : null}
            </div>
            <div className="text-fg-2">
              {t.rich("lastThere", { when: () => <RelativeTime at={seenAt} /> })}
            </div>
          </div>
          {current ? null : (
            <Button
              busy={ending === sessionId}
              aria-label={t("signOutOf", { device: device ?? t("unknownDevice") })}
              onClick={() => onEnd(sessionId)}
            >
              {t("signOut")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
