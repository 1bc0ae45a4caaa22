import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { useTRPC } from "../../../lib/trpc";
import { LogDetail, LogDrawer } from "../../../ui/log/log-drawer";
import { WebhookView } from "./webhook-view";
import { t } from "./words";

/** The open webhook. */
export const WebhookDrawer = (props: Pick<ComponentProps<typeof LogDrawer>, "opened" | "keys">) => (
  <LogDrawer {...props} title={t("webhook")}>
    {(attemptId) => <Detail key={attemptId} attemptId={attemptId} />}
  </LogDrawer>
);

function Detail({ attemptId }: { attemptId: string }) {
  const trpc = useTRPC();
  const webhook = useQuery(trpc.webhooks.get.queryOptions({ attemptId }));
  return (
    <LogDetail query={webhook} loading={t("loading")} notLoaded={t("notLoaded")}>
      {(detail) => <WebhookView webhook={detail} />}
    </LogDetail>
  );
}
