import { Terminal } from "lucide-react";
import { curlOf } from "../../../../shared/webhook-curl";
import type { WebhookDetail } from "../../../../shared/webhooks-api";
import { Button } from "../../../ui/button";
import { useToast } from "../../../ui/toast";
import { useMayNotReadContent } from "../replay/may-not";
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
  const mayNot = useMayNotReadContent();
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
      disabledReason={mayNot ?? notWhole(webhook)}
      onClick={() => void copy()}
    >
      {t("copyAsCurl")}
    </Button>
  );
}

/** Why the request cannot be sent again as it was. */
function notWhole({ payload, payloadTruncated, contentRemovedAt, redacted }: WebhookDetail): string | null {
  if (contentRemovedAt !== null) return t("contentRemoved");
  if (redacted.length > 0) return t("valuesReplaced");
  if (payloadTruncated || payload === "") return t("notWhole");
  return null;
}
