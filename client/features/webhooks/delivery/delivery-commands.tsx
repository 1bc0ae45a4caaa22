import { Terminal } from "lucide-react";
import { curlOf } from "../../../../shared/webhook-curl";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { Button } from "../../../ui/button";
import { useToast } from "../../../ui/toast";
import { ReplayOne } from "../replay/replay-one";

/** What can be done with one webhook. */
export function DeliveryCommands({ webhook }: { webhook: WebhookDetail }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ReplayOne webhook={webhook} />
      <CopyAsCurl webhook={webhook} />
    </div>
  );
}

const DOOR = "/api/webhooks/backend-sync";

function CopyAsCurl({ webhook }: { webhook: WebhookDetail }) {
  const { add: toast } = useToast();
  const { headers, payload } = webhook;
  const copy = async () => {
    await navigator.clipboard.writeText(curlOf({ url: `${location.origin}${DOOR}`, headers, payload }));
    toast({
      title: "Copied as curl",
      description:
        "It carries the signature it came with, which counts for 300 s. Sign it anew to send it later.",
    });
  };
  return (
    <Button
      size="sm"
      icon={<Terminal aria-hidden className="size-3.5" />}
      disabledReason={notWhole(webhook)}
      onClick={() => void copy()}
    >
      Copy as curl
    </Button>
  );
}

/** Why the request cannot be sent again as it was. */
function notWhole({ payload, payloadTruncated, delivery }: WebhookDetail): string | null {
  if (delivery && delivery.contentRemovedAt !== null) return "The content was removed.";
  if (payloadTruncated || payload === "") return "The body was not kept whole.";
  return null;
}
