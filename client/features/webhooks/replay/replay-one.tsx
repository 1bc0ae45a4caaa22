import { RotateCcw } from "lucide-react";
import { useState } from "react";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { Button } from "../../../ui/button";
import { whyWords } from "../../users/why-words";
import { ReplayDialog } from "./replay-dialog";
import { ReplayUnprovenDialog } from "./replay-unproven-dialog";
import { useMayNotReplay, useMayNotReplayUnproven } from "./may-not";
import { t } from "./words";

/** Replays one webhook. Who may not replay at all does not see the button; what cannot be replayed says why. */
export function ReplayOne({ webhook }: { webhook: WebhookDetail }) {
  const [asking, setAsking] = useState(false);
  const mayNot = useMayNotReplay();
  const mayNotUnproven = useMayNotReplayUnproven();
  const { allowed, unproven, why } = webhook.replay;
  if (unproven ? mayNotUnproven : mayNot) return null;
  const close = () => setAsking(false);
  return (
    <>
      <Button
        size="sm"
        variant={webhook.outcome === "failed" ? "primary" : "secondary"}
        icon={<RotateCcw aria-hidden className="size-3.5" />}
        disabledReason={allowed ? null : why ? whyWords(why) : t("cannot")}
        onClick={() => setAsking(true)}
      >
        {unproven ? t("replayUnproven") : t("replay")}
      </Button>
      {asking && unproven ? <ReplayUnprovenDialog webhook={webhook} onClose={close} /> : null}
      {asking && !unproven ? <ReplayDialog webhook={webhook} onClose={close} /> : null}
    </>
  );
}
