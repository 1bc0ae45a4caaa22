import { Terminal } from "lucide-react";
import { curlOf } from "../../../../shared/webhook-curl";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { Button } from "../../../ui/button";
import { useToast } from "../../../ui/toast";
import { ReplayOne } from "../replay/replay-one";
import { t } from "./words";

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
      title: t("copiedAsCurl"),
      description: t("copiedHelp"),
    });
  };
  return (
    <Button
      size="sm"
      icon={<Terminal aria-hidden className="size-3.5" />}
      disabledReason={notWhole(webhook)}
      onClick={() => void copy()}
    >
      {t("copyAsCurl")}
    </Button>
  );
}

/** Why the request cannot be sent again as it was. */
function notWhole({ payload, payloadTruncated, delivery }: WebhookDetail): string | null {
  if (delivery && delivery.contentRemovedAt !== null) return t("contentRemoved");
  if (payloadTruncated || payload === "") return t("notWhole");
  return null;
}
