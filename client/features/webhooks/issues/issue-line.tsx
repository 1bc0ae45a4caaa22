import { CheckCheck, CircleX, Eye } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "../../../ui/link";
import type { WebhookIssue } from "../../../../shared/webhooks-api";
import { formatNumber } from "../../../lib/format";
import { Chip } from "../../../ui/chip";
import { RelativeTime } from "../../../ui/relative-time";
import { faultySentence } from "../fault-words";
import { causeWord } from "../outcomes";
import { logAddress } from "../webhooks-search";
import { AcknowledgeIssue } from "./acknowledge-issue";
import { ReplayIssue } from "./replay-issue";
import { t } from "../words";

/** One cause of failures of one event type: how many, since when, who looks after it, and the way to mend it. */
export function IssueLine({ issue }: { issue: WebhookIssue }) {
  const { type, cause, message, count, open, firstSeenAt, lastSeenAt, acknowledged } = issue;
  return (
    <li
      aria-label={`${type}: ${causeWord(cause)}`}
      className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3"
    >
      <div className="flex min-w-64 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <IssueState issue={issue} />
          <Link
            to={logAddress({ outcome: ["failed"], type: [type], cause: [cause] })}
            className="rounded-sm font-medium hover:underline"
          >
            {type}: {causeWord(cause)}
          </Link>
        </div>
        <p className="break-words text-fg-2">{faultySentence(message) ?? message}</p>
        {acknowledged ? (
          <p className="text-sm text-fg-3">
            {t.rich("looksAfter", {
              who: acknowledged.by,
              when: () => <RelativeTime at={acknowledged.at} />,
            })}
            {acknowledged.note ? t("quoted", { text: acknowledged.note }) : ""}
          </p>
        ) : null}
      </div>
      <dl className="grid grid-cols-[4rem_4rem_6rem_6rem] gap-x-4 max-sm:w-full max-sm:grid-cols-4">
        <Fact name={t("openCount")} strong={open > 0}>
          {formatNumber(open)}
        </Fact>
        <Fact name={t("failures")}>{formatNumber(count)}</Fact>
        <Fact name={t("firstSeen")}>
          <RelativeTime at={firstSeenAt} />
        </Fact>
        <Fact name={t("lastSeen")}>
          <RelativeTime at={lastSeenAt} />
        </Fact>
      </dl>
      <div className="flex w-72 flex-wrap justify-end gap-2 max-sm:w-full max-sm:justify-start">
        <AcknowledgeIssue issue={issue} />
        <ReplayIssue issue={issue} />
      </div>
    </li>
  );
}

function IssueState({ issue: { open, acknowledged } }: { issue: WebhookIssue }) {
  if (open === 0) {
    return (
      <Chip tone="off" icon={<CheckCheck aria-hidden />}>
        {t("mended")}
      </Chip>
    );
  }
  return acknowledged ? (
    <Chip tone="warn" icon={<Eye aria-hidden />}>
      {t("acknowledged")}
    </Chip>
  ) : (
    <Chip tone="bad" icon={<CircleX aria-hidden />}>
      {t("open")}
    </Chip>
  );
}

function Fact({ name, strong = false, children }: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-fg-3">{name}</dt>
      <dd className={strong ? "nums font-semibold text-bad" : "nums text-fg-2"}>{children}</dd>
    </div>
  );
}
