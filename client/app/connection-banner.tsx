import { WifiOff } from "lucide-react";
import { useLostSince } from "../lib/connection";
import { RelativeTime } from "../ui/relative-time";
import { Banner } from "./banner";
import { t } from "./words";

/** A lost connection is a banner, not a broken screen; it goes by itself when any request succeeds. */
export function ConnectionBanner() {
  const since = useLostSince();
  return (
    <div role="status">
      {since === null ? null : (
        <Banner tone="warn" icon={WifiOff}>
          {t.rich("connectionLost", { when: () => <RelativeTime at={since} /> })}
        </Banner>
      )}
    </div>
  );
}
