import type { ReactNode } from "react";
import { formatNumber } from "../../lib/format";
import { ScreenHeader } from "../../ui/screen-header";
import { ScreenTabs } from "../../ui/screen-tabs";
import { useOpenIssues } from "./issues/use-open-issues";
import { t } from "./words";

/** The top of every screen of webhooks, and the ways between them. */
export function WebhooksHeader({ children }: { children?: ReactNode }) {
  const open = useOpenIssues();
  const issues = (
    <>
      {t("issues")}
      {open > 0 ? <span className="text-bad"> {formatNumber(open)}</span> : null}
    </>
  );
  const tabs = [
    { to: "/webhooks", name: t("log"), exact: true },
    { to: "/webhooks/issues", name: issues },
    { to: "/webhooks/types", name: t("eventTypes") },
    { to: "/webhooks/replays", name: t("replays") },
  ];
  return (
    <ScreenHeader title={t("webhooks")} tabs={<ScreenTabs label={t("webhooks")} tabs={tabs} />}>
      {children}
    </ScreenHeader>
  );
}
