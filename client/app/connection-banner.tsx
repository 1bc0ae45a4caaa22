import { WifiOff } from "lucide-react";
import { useLostSince } from "../lib/connection";
import { RelativeTime } from "../ui/relative-time";

/** A lost connection is a banner, not a broken screen; it goes by itself when any request succeeds. */
export function ConnectionBanner() {
  const since = useLostSince();
  return (
    <div role="status">
      {since === null ? null : (
        <p className="flex items-center gap-2 border-b border-warn/25 bg-warn-soft px-4 py-1.5 text-warn">
          <WifiOff aria-hidden className="size-3.5 shrink-0" />
          <span className="text-fg">
            Connection to Tandem lost <RelativeTime at={since} />. What you see may be out of date; trying
            again by itself.
          </span>
        </p>
      )}
    </div>
  );
}
