import { Link } from "../../ui/link";
import type { Overview } from "../../../shared/overview-api";
import { ChartPanel } from "./chart-panel";
import { syncChart, webhooksChart } from "./chart";
import { formatShare } from "./share";
import { t } from "./words";

/** How syncing has gone. */
export function SyncPanel({ sync }: { sync: Overview["sync"] }) {
  const { succeeded } = sync.totals;
  return (
    <ChartPanel
      chart={syncChart}
      series={sync}
      note={(count) => t("attemptsShare", { count, share: formatShare(succeeded, count) })}
      nothing={t("noAttempts")}
    />
  );
}

/** How many webhooks have come, and what became of them. */
export function WebhooksPanel({ webhooks }: { webhooks: Overview["webhooks"] }) {
  const { failed = 0, rejected = 0 } = webhooks.totals;
  const toLog = (
    <Link to="/webhooks" className="text-accent hover:underline">
      {t("toLog")}
    </Link>
  );
  return (
    <ChartPanel
      chart={webhooksChart}
      series={webhooks}
      note={(count) => t("webhooksShare", { count, share: formatShare(count - failed - rejected, count) })}
      nothing={t("noWebhooks")}
      actions={toLog}
    />
  );
}
