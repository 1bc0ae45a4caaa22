import { CircleCheck } from "lucide-react";
import type { Member } from "../../../../shared/portal-api";
import { Notice } from "../../../ui/notice";
import { PendingBanner } from "./pending-banner";
import { useAwaited } from "./use-awaited";

type Props = { sync: Member["sync"]; stale: boolean };

/** How the account stands, in plain words. The region stays in place, so that the change is read aloud. */
export function SyncPanel({ sync, stale }: Props) {
  const awaited = useAwaited(sync.pending);
  return (
    <section aria-label="State of your account" className="flex flex-col gap-3">
      {sync.pending ? <PendingBanner sync={sync} /> : null}
      <div role="status">{sync.pending ? null : <Linked awaited={awaited} />}</div>
      {stale ? (
        <p className="text-fg-2">This could not be refreshed just now. The page keeps trying.</p>
      ) : null}
    </section>
  );
}

function Linked({ awaited }: { awaited: boolean }) {
  if (!awaited) {
    return (
      <p className="flex items-start gap-2.5 text-fg-2">
        <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
        Your account is complete. Everything is connected.
      </p>
    );
  }
  return (
    <Notice tone="ok">
      <strong className="font-semibold">Your account is complete.</strong> The office system now knows you,
      too.
    </Notice>
  );
}
