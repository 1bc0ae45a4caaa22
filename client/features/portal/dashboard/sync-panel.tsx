import { CircleCheck } from "lucide-react";
import type { Member } from "../../../../shared/portal-api";
import { Notice } from "../../../ui/notice";
import { PendingBanner } from "./pending-banner";
import { useAwaited } from "./use-awaited";
import { t } from "./words";

type Props = { sync: Member["sync"]; stale: boolean };

/** How the account stands, in plain words. The region stays in place, so that the change is read aloud. */
export function SyncPanel({ sync, stale }: Props) {
  const awaited = useAwaited(sync.pending);
  return (
    <section aria-label={t("state")} className="flex flex-col gap-3">
      {sync.pending ? <PendingBanner sync={sync} /> : null}
      <div role="status" className="rounded-panel">
        {sync.pending ? null : <Linked awaited={awaited} />}
      </div>
      {stale ? <p className="text-fg-2">{t("stale")}</p> : null}
    </section>
  );
}

function Linked({ awaited }: { awaited: boolean }) {
  if (!awaited) {
    return (
      <p className="flex items-start gap-2.5 text-fg-2">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        {t("complete")}
      </p>
    );
  }
  return (
    <Notice tone="ok">
      {t.rich("completeNow", { b: (text) => <strong className="font-semibold">{text}</strong> })}
    </Notice>
  );
}
