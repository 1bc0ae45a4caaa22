import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { Button } from "../../../ui/button";
import { filterOf, isNarrowed, type WebhooksSearch } from "../webhooks-search";
import { useMayNotReplayMany } from "./may-not";
import { ReplayManyDialog } from "./replay-many-dialog";
import { t } from "./words";

/** Replays everything the log is narrowed to; while it shows everything, all that failed. */
export function ReplayMatching({ search }: { search: WebhooksSearch }) {
  const [asking, setAsking] = useState(false);
  const mayNot = useMayNotReplayMany();
  if (mayNot) return null;
  const narrowed = isNarrowed(search);
  const words = t(narrowed ? "replayMatching" : "replayFailed");
  return (
    <>
      <Button
        size="sm"
        title={words}
        icon={<RotateCcw aria-hidden className="size-3.5" />}
        onClick={() => setAsking(true)}
      >
        <span className="max-sm:sr-only">{words}</span>
      </Button>
      {asking ? (
        <ReplayManyDialog filter={narrowed ? filterOf(search) : null} onClose={() => setAsking(false)} />
      ) : null}
    </>
  );
}
