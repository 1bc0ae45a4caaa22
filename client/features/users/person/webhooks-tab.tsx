import { Link } from "../../../ui/link";
import type { UserWebhook } from "../../../../shared/users-api";
import { RelativeTime } from "../../../ui/relative-time";
import { buttonLook } from "../../../ui/button-look";
import { OutcomeChip } from "../../webhooks/outcomes";
import { logAddress } from "../../webhooks/webhooks-search";
import { t } from "./words";

/** The webhooks that were about this person, newest first. */
export function WebhooksTab({ linkId, webhooks }: { linkId: string; webhooks: UserWebhook[] }) {
  if (webhooks.length === 0) {
    return <p className="px-5 py-6 text-fg-2">{t("noWebhooks")}</p>;
  }
  return (
    <div className="px-4 py-2 sm:px-5">
      <ul aria-label={t("webhooks")}>
        {webhooks.map((webhook) => (
          <li key={webhook.attemptId} className="border-b border-line last:border-0">
            <Link
              to={logAddress({ open: webhook.attemptId })}
              className="-mx-2 grid grid-cols-[6rem_1fr_auto] items-center gap-3 rounded-control px-2 py-1.5 hover:bg-hover"
            >
              <RelativeTime at={webhook.receivedAt} className="text-fg-3" />
              <span className="truncate font-medium">{webhook.type ?? t("unreadRequest")}</span>
              <OutcomeChip outcome={webhook.outcome} cause={webhook.cause} />
            </Link>
          </li>
        ))}
      </ul>
      <Link to={logAddress({ person: linkId })} className={`${buttonLook("secondary", "sm")} my-2`}>
        {t("showAllInLog")}
      </Link>
    </div>
  );
}
