import { Link } from "react-router";
import type { UserWebhook } from "../../../../shared/users-api";
import { RelativeTime } from "../../../ui/relative-time";
import { OutcomeChip } from "../../webhooks/outcomes";

/** The webhooks that were about this person, newest first. */
export function WebhooksTab({ webhooks }: { webhooks: UserWebhook[] }) {
  if (webhooks.length === 0) {
    return <p className="px-5 py-6 text-fg-2">The backend has sent no webhook about this person.</p>;
  }
  return (
    <ul aria-label="Webhooks" className="px-4 py-2 sm:px-5">
      {webhooks.map((webhook) => (
        <li key={webhook.attemptId} className="border-b border-line last:border-0">
          <Link
            to={`/webhooks?open=${encodeURIComponent(webhook.attemptId)}`}
            className="-mx-2 grid grid-cols-[6rem_1fr_auto] items-center gap-3 rounded-control px-2 py-1.5 hover:bg-hover"
          >
            <RelativeTime at={webhook.receivedAt} className="text-fg-3" />
            <span className="truncate font-medium">{webhook.type ?? "unreadable request"}</span>
            <OutcomeChip outcome={webhook.outcome} cause={webhook.cause} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
