import { Webhook } from "lucide-react";
import type { ComponentProps } from "react";
import type { WebhookRow } from "../../../../shared/webhooks-api";
import { LogList } from "../../../ui/log/log-list";
import { webhookLook } from "./log-cells";
import { t } from "./words";

type Props = Omit<ComponentProps<typeof LogList<WebhookRow>>, "look" | "icon" | "words" | "nothingYetHelp">;

/** The arrivals, or why there are none. */
export function WebhookList(props: Props) {
  return (
    <LogList
      {...props}
      look={webhookLook}
      icon={<Webhook aria-hidden />}
      words={(word) => t(word)}
      nothingYetHelp={t.rich("nothingYetHelp", {
        door: "POST /api/webhooks/backend-sync",
        code: (text) => <code className="font-mono text-sm">{text}</code>,
      })}
    />
  );
}
